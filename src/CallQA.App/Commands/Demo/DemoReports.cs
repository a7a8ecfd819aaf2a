using CallQA.App.Web.Reports;
using CallQA.Coaching;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Commands.Demo;

/// <summary>Coaching reports over the sample calls.</summary>
internal static class DemoReports
{
    /// <summary>Writes one report an agent and one for the team.</summary>
    /// <returns>The page to open first; null without calls.</returns>
    public static async Task<string?> WriteAsync(
        string folder, Scorecard scorecard, IReadOnlyList<EvaluatedCall> calls, CancellationToken cancellationToken)
    {
        if (ReportPeriod.Covering(calls, TimeZoneInfo.Utc) is not { } period)
        {
            return null;
        }

        var reports = new CoachingReportBuilder(ReportForm.Of(scorecard, "en")).BuildAll(calls, period);
        var paths = await ReportWriter.WritePeriodAsync(folder, reports, cancellationToken);
        return paths[0];
    }
}
