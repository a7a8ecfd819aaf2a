using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Web.Reports;
using CallQA.Coaching;

namespace CallQA.App.Jobs;

/// <summary>Writes the coaching reports of every month whose calls were evaluated after its reports were written.</summary>
internal sealed class CoachingReports(ICallStore store, ReportMonths months, CallEngines engines, CallQASettings settings)
{
    /// <returns>How many months were written.</returns>
    public async Task<int> WriteAsync(CancellationToken cancellationToken)
    {
        var written = 0;
        foreach (var month in await months.ListAsync(settings.Zone, cancellationToken))
        {
            var period = ReportPeriod.Month(month.First.Year, month.First.Month, settings.Zone);
            if (WrittenAt(period) > month.LastEvaluated) continue;
            await WriteAsync(period, cancellationToken);
            written++;
        }

        return written;
    }

    private async Task WriteAsync(ReportPeriod period, CancellationToken cancellationToken)
    {
        var calls = new List<EvaluatedCall>();
        await foreach (var call in store.ListAsync(new CallFilter(From: period.Start, Until: period.End), cancellationToken))
            calls.Add(call);
        var form = ReportForm.Of(engines.Scorecard, settings.Language);
        await ReportWriter.WriteAsync(settings.ReportsPath, new CoachingReportBuilder(form).BuildAll(calls, period), cancellationToken);
    }

    private DateTimeOffset WrittenAt(ReportPeriod period)
    {
        var page = new FileInfo(Path.Combine(settings.ReportsPath, period.Name, "team.html"));
        return page.Exists ? page.LastWriteTimeUtc : DateTimeOffset.MinValue;
    }
}
