using System.Diagnostics;
using System.Globalization;
using CallQA.App.Tests.Commands;

namespace CallQA.App.Tests.Reliability;

/// <summary>The real program as an operator starts it, to be killed without warning or stopped in order.</summary>
internal sealed class WorkerProcess : IDisposable
{
    // Only so that a program that hangs does not hang the run.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process process;

    private WorkerProcess(Process process) => this.process = process;

    public bool HasEnded => process.HasExited;

    public static WorkerProcess Start(Workload load, string? database, string role = "worker", IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        string[] named = role == "serve" ? ["--urls", "http://127.0.0.1:0"] : [];
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "callqa.dll"), role, "--data", load.Data, "--intake", load.Intake, .. named, .. arguments])
        {
            WorkingDirectory = Cli.Repository,
        };
        if (database is not null) start.Environment["ConnectionStrings__CallQA"] = database;
        start.Environment["CALLQA__Store__Address"] = load.Store.Address;
        start.Environment["CALLQA__Store__Endpoint"] = load.Store.Endpoint;
        start.Environment["CALLQA__Store__CredentialsFile"] = load.Store.CredentialsFile;
        start.Environment["CALLQA__Transcriber"] = "reference";
        start.Environment["CALLQA__ReferenceFolder"] = load.References;
        start.Environment["CALLQA__IntakeStableSeconds"] = "1";
        start.Environment["CALLQA__IntakePollSeconds"] = "1";
        start.Environment["Logging__LogLevel__Default"] = "None";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "None";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience);
    }

    /// <summary>SIGTERM.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        // It may be writing into a folder that is removed next.
        process.WaitForExit();
        process.Dispose();
    }
}
