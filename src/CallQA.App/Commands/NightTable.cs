using System.Globalization;
using CallQA.App.Jobs;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary>The nights that were run, as <c>callqa jobs history</c> prints them.</summary>
internal static class NightTable
{
    public static string Moment(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "–";

    public static Table Of(IReadOnlyList<Night> nights)
    {
        var table = new Table().AddColumns("due (UTC)", "ended (UTC)", "taken in", "scored", "set aside", "refused", "waiting", "core hours", "result");
        foreach (var night in nights)
        {
            var report = night.Report;
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

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "–";

    private static string Result(NightlyReport? report) => report switch
    {
        null => "not ended",
        { Succeeded: true } => "ok",
        _ => string.Join(" ", report.Steps.Where(step => step.Error is not null).Select(step => $"{step.Step}: {step.Error}")),
    };
}
