using System.Diagnostics;
using System.Globalization;

namespace CallQA.Benchmarks.Endurance;

/// <summary>What a program took, measured from outside.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Elapsed">From start to end.</param>
/// <param name="Processor">Processor time of all its threads.</param>
/// <param name="PeakMebibytes">Largest memory in use at once.</param>
/// <param name="Output">What it wrote.</param>
internal sealed record ChildRun(int ExitCode, TimeSpan Elapsed, TimeSpan Processor, long PeakMebibytes, string Output)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs a program to its end; its errors and progress go to this one's.</summary>
    /// <param name="program">The program.</param>
    /// <param name="environment">Variables it sees besides its own.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<ChildRun> StartAsync(string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var (peak, processor) = (0L, TimeSpan.Zero);
        while (!process.HasExited)
        {
            process.Refresh();
            try
            {
                (peak, processor) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
            catch (InvalidOperationException)
            {
                // It ended between the two looks.
            }

            await Task.WhenAny(Task.Delay(Step), process.WaitForExitAsync());
        }

        return new ChildRun(process.ExitCode, watch.Elapsed, processor, peak >> 20, await output);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds:0.0} s, {Processor.TotalSeconds:0.0} processor s, peak {PeakMebibytes} MiB, exit code {ExitCode}");
}
