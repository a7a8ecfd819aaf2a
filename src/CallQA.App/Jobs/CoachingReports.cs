using CallQA.App.Coaching.Sessions;
using CallQA.App.Scorecards;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Webhooks;
using CallQA.App.Web.Reports;
using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using CallQA.Recordings;

namespace CallQA.App.Jobs;

/// <summary>Writes the coaching reports of every month whose calls have changed since its reports were written.</summary>
internal sealed class CoachingReports(ICallStore store, ReportMonths months, ScorecardStore scorecards, ReportGoals goals, WebhookOutbox outbox, CallQASettings settings)
{
    private const string Marker = ".written";

    /// <returns>How many months were written.</returns>
    public async Task<int> WriteAsync(CancellationToken cancellationToken)
    {
        var written = 0;
        foreach (var month in await months.ListAsync(settings.Zone, cancellationToken))
        {
            var period = ReportPeriod.Month(month.First.Year, month.First.Month, settings.Zone);
            var marker = Path.Combine(settings.ReportsPath, period.Name, Marker);
            var coached = await goals.ReadAsync(period, cancellationToken);
            var content = month.Content + ReportGoals.Digest(coached);
            if (File.Exists(marker) && await File.ReadAllTextAsync(marker, cancellationToken) == content) continue;
            await WriteAsync(period, coached, cancellationToken);
            // Last, and with what was read before the calls: after a kill, or when calls changed meanwhile, it is written again.
            await AtomicFile.WriteTextAsync(marker, content, cancellationToken);
            await outbox.AddAsync("reports.written", new { period = period.Name, period.Start, period.End }, cancellationToken);
            written++;
        }

        return written;
    }

    /// <summary>Writes the reports of one period, whether its calls have changed or not.</summary>
    public async Task WriteAsync(ReportPeriod period, CancellationToken cancellationToken) =>
        await WriteAsync(period, await goals.ReadAsync(period, cancellationToken), cancellationToken);

    private async Task WriteAsync(ReportPeriod period, IReadOnlyList<ReportGoal> coached, CancellationToken cancellationToken)
    {
        var calls = new List<EvaluatedCall>();
        await foreach (var call in store.ListAsync(new CallFilter(From: period.Start, Until: period.End), cancellationToken))
            // A month's words would take far more memory than what is reported of them.
            calls.Add(call with { Transcript = null });
        var form = ReportForm.Of(await scorecards.InForceAsync(cancellationToken), settings.ReportLanguage);
        await ReportWriter.WriteAsync(settings.ReportsPath, [.. new CoachingReportBuilder(form).BuildAll(calls, period).Select(report => WithGoals(report, coached))], cancellationToken);
    }

    private static CoachingReport WithGoals(CoachingReport report, IReadOnlyList<ReportGoal> coached) => report.Subject.Scope != ReportScope.Agent ? report : report with
    {
        Goals = [.. coached.Where(goal => goal.AgentId == report.Subject.Id)],
    };
}
