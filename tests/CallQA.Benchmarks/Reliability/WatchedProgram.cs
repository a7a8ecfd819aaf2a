using System.Diagnostics;
using System.Globalization;

namespace CallQA.Benchmarks.Reliability;

/// <summary>The real program at work, looked at from outside and killed without warning.</summary>
internal sealed class WatchedProgram : IDisposable
{
    private readonly Process process;

    private WatchedProgram(Process process) => this.process = process;

    /// <summary>Memory in use, in MiB; 0 when it has ended.</summary>
    public long Mebibytes => Read(() => process.WorkingSet64 >> 20);

    /// <summary>Processor time so far.</summary>
    public TimeSpan Processor => Read(() => process.TotalProcessorTime);

    /// <summary>Whether it ended by itself.</summary>
    public bool HasEnded => process.HasExited;

    public static WatchedProgram Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "callqa.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = RepositoryFolder.Root,
        };
        start.Environment["Logging__LogLevel__Default"] = "Error";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "None";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return new(process);
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGTERM.</summary>
    public void Stop()
    {
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    private T Read<T>(Func<T> read)
        where T : struct
    {
        try
        {
            process.Refresh();
            return process.HasExited ? default : read();
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }
}
