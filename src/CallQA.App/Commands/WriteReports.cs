using System.CommandLine;
using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.Coaching;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa reports write</c>: the coaching reports of any period, now.</summary>
internal static class WriteReports
{
    private const string Description = """
        Write the coaching reports of a period now: everyone's, each team's and each agent's. The nightly run writes those of calendar months by itself.

        Examples:
          callqa reports write 2026-11
          callqa reports write 2026-W47
          callqa reports write 2026-11-03
          callqa reports write 2026-11-01..2026-11-14 --format json
        """;

    public static Command Create()
    {
        var period = new Argument<string>("PERIOD") { Description = "a month, a week, a day, or first and last day" };
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("write", Description) { period, data, format };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(period)!, SettingsOptions.Read(parsed.GetValue(data)), parsed.GetValue(format), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string text, CallQASettings settings, OutputFormat format, CancellationToken cancellationToken)
    {
        var period = ReportPeriodText.Parse(text, settings.Zone);
        await using var services = await CommandServices.OpenReportsAsync(settings, cancellationToken);
        var written = await Screen.ProgressAsync(progress => services.GetRequiredService<CoachingReports>().WriteAsync(
            period, new BarProgress(progress.AddTask($"reports of {period.Name}")), cancellationToken));
        Print(written, settings, format);
        return ExitCode.Done;
    }

    private static void Print(WrittenReports written, CallQASettings settings, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(written);
            return;
        }

        var pages = Counted.Of(written.Files.Count(file => file.EndsWith(".json", StringComparison.Ordinal)), "report");
        Screen.Results.MarkupLineInterpolated(
            $"{pages} of {Counted.Of(written.Calls, "call")} written to {Path.Combine(settings.ReportsPath, written.Period)}; begin with team.html.");
    }
}
