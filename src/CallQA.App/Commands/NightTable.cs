using System.Globalization;
using System.Text.Json;
using CallQA.App.Jobs;
using CallQA.App.Storage;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary>The nights that were run, as <c>callqa jobs history</c> prints them.</summary>
internal static class NightTable
{
    public static string Moment(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A night for <c>--format json</c>.</summary>
    public static object Entry(NightlyEntry night) => new { night.Due, night.Begun, night.Ended, Report = ReportOf(night) };

    public static Table Of(IReadOnlyList<NightlyEntry> nights)
    {
        var table = new Table().AddColumns("due (UTC)", "ended (UTC)", "taken in", "scored", "set aside", "refused", "waiting", "core hours", "result");
        foreach (var night in nights)
        {
            var report = ReportOf(night);
            table.AddRow(
                Moment(night.Due),
                Moment(night.Ended),
                Number(report?.Work.TakenIn),
                Number(report?.Work.Scored),
                Number(report?.Work.SetAside),
                Number(report?.Work.Refused),
                Number(report?.Waiting),
                report?.Work.CoreHours.ToString("0.00", CultureInfo.InvariantCulture) ?? "–",
                Markup.Escape(Result(report)));
        }

        return table;
    }

    private static NightlyReport? ReportOf(NightlyEntry night) =>
        night.Report is { } report ? JsonSerializer.Deserialize<NightlyReport>(report, CallQAJson.Compact) : null;

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "–";

    private static string Result(NightlyReport? report) => report switch
    {
        null => "not ended",
        { Succeeded: true } => "ok",
        _ => string.Join(" ", report.Steps.Where(step => step.Error is not null).Select(step => $"{step.Step}: {step.Error}")),
    };
}
