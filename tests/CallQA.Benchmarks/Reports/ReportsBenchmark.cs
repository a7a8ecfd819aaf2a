using System.Diagnostics;
using System.Globalization;
using CallQA.App.Web.Reports;
using CallQA.Coaching;

namespace CallQA.Benchmarks.Reports;

/// <summary>Builds and writes the coaching reports of one month of many agents: pages, tables and data.</summary>
internal static class ReportsBenchmark
{
    public const string Usage = "reports [AGENTS] [CALLS OF AN AGENT]";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var (agents, calls) = (Number(arguments, 0, 500), Number(arguments, 1, 200));
        var month = ReportPeriod.Month(2026, 11, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var made = MadeUpMonth.Calls(agents, calls, month);
        var folder = Directory.CreateTempSubdirectory("callqa-reports-");
        try
        {
            var clock = Stopwatch.StartNew();
            var reports = new CoachingReportBuilder(MadeUpMonth.Form).BuildAll(made, month);
            var built = clock.Elapsed.TotalSeconds;
            var files = await ReportWriter.WritePeriodAsync(folder.FullName, reports, CancellationToken.None);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{agents} agents, {made.Count} calls: {reports.Count} reports built in {built:0.0} s, {files.Count} files ({files.Sum(file => new FileInfo(file).Length) >> 20} MiB) written in {clock.Elapsed.TotalSeconds - built:0.0} s; in all {clock.Elapsed.TotalSeconds:0.0} s, {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.0} processor s, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static int Number(string[] arguments, int place, int ordinary) =>
        arguments.Length > place ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : ordinary;
}
