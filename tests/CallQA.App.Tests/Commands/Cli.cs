using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace CallQA.App.Tests.Commands;

/// <summary>What a command printed and how it ended.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Errors);

/// <summary>Runs the built executable as a user would, in a process of its own.</summary>
internal static class Cli
{
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "callqa.dll");

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    /// <summary>The shipped sample calls.</summary>
    public static string Samples { get; } = Path.Combine(Repository, "samples");

    public static Task<CliResult> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    /// <summary>With variables of the environment beside those of the test.</summary>
    public static Task<CliResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunAsync("dotnet", [Executable, .. arguments], environment);

    /// <summary>Where no file may grow beyond 8 KiB: as on a full disk, without the rights that making one takes.</summary>
    public static Task<CliResult> RunLimitedAsync(params string[] arguments) => RunAsync(
        "bash",
        ["-c", "trap '' XFSZ; ulimit -f 8; exec dotnet \"$@\"", "bash", Executable, .. arguments],
        // The runtime's own pages for code count as a file, too.
        new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_EnableDiagnostics"] = "0" });

    private static async Task<CliResult> RunAsync(string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await using var end = TestContext.Current.CancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliResult(process.ExitCode, await output, await errors);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
