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

/// <summary>Reports that were written.</summary>
/// <param name="Period">Name of the period, and of its folder.</param>
/// <param name="From">The first day.</param>
/// <param name="LastDay">The last day.</param>
/// <param name="Calls">Calls begun in the period.</param>
/// <param name="Files">The files, relative to the folder of all reports.</param>
internal sealed record WrittenReports(string Period, DateOnly From, DateOnly LastDay, int Calls, IReadOnlyList<string> Files);

/// <summary>Writes the coaching reports of every month whose calls have changed since its reports were written, and those of any period when asked.</summary>
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
            await WriteAsync(period, coached, null, cancellationToken);
            // Last, and with what was read before the calls: after a kill, or when calls changed meanwhile, it is written again.
            await AtomicFile.WriteTextAsync(marker, content, cancellationToken);
            await TellAsync(period, cancellationToken);
            written++;
        }

        return written;
    }

    /// <summary>Writes the reports of one period, whether its calls have changed or not.</summary>
    /// <param name="period">Any period.</param>
    /// <param name="progress">Told the share of the files that is written.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <exception cref="InputException">No call began in the period.</exception>
    public async Task<WrittenReports> WriteAsync(ReportPeriod period, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        await RefuseEmptyAsync(period, cancellationToken);
        var written = await WriteAsync(period, await goals.ReadAsync(period, cancellationToken), progress, cancellationToken);
        await TellAsync(period, cancellationToken);
        return written;
    }

    /// <summary>Refuses a period without calls: its pages would say nothing.</summary>
    /// <exception cref="InputException">No call began in the period.</exception>
    public async Task RefuseEmptyAsync(ReportPeriod period, CancellationToken cancellationToken)
    {
        await using var calls = ListAsync(period, cancellationToken).GetAsyncEnumerator(cancellationToken);
        if (!await calls.MoveNextAsync())
            throw new InputException(InputFault.Settings, FormattableString.Invariant($"No call began from {period.From:yyyy-MM-dd} to {period.LastDay:yyyy-MM-dd}; name a period with calls."));
    }

    // Again where a call was erased meanwhile: what quotes it must not stay, whatever becomes of the next attempt.
    private async Task<WrittenReports> WriteAsync(ReportPeriod period, IReadOnlyList<ReportGoal> coached, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (written, calls) = await WriteOnceAsync(period, coached, progress, cancellationToken);
            if (!await months.HasLostAsync(period, calls, cancellationToken)) return written;
            ReportFolders.Remove(settings.ReportsPath, period.Name);
            await RefuseEmptyAsync(period, cancellationToken);
        }
    }

    private async Task<(WrittenReports Written, IReadOnlyList<string> Calls)> WriteOnceAsync(
        ReportPeriod period, IReadOnlyList<ReportGoal> coached, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var (calls, extract) = (new List<EvaluatedCall>(), new ReportExtract());
        await foreach (var call in ListAsync(period, cancellationToken)) calls.Add(extract.Of(call));
        var form = ReportForm.Of(await scorecards.InForceAsync(cancellationToken), settings.ReportLanguage);
        var reports = new CoachingReportBuilder(form).BuildAll(calls, period).Select(report => WithGoals(report, coached)).ToList();
        var files = await ReportWriter.WriteAsync(settings.ReportsPath, reports, cancellationToken, progress);
        ReportFolders.RemoveOthers(Path.Combine(settings.ReportsPath, period.Name), files);
        var written = new WrittenReports(period.Name, period.From, period.LastDay, calls.Count, [.. files.Select(file => Path.GetRelativePath(settings.ReportsPath, file).Replace(Path.DirectorySeparatorChar, '/'))]);
        return (written, [.. calls.Select(call => call.Call.Id)]);
    }

    private IAsyncEnumerable<EvaluatedCall> ListAsync(ReportPeriod period, CancellationToken cancellationToken) =>
        // A month's words would take far more time and memory than what is reported of them.
        store.ListAsync(new CallFilter(From: period.Start, Until: period.End, WithTranscripts: false), cancellationToken);

    private Task TellAsync(ReportPeriod period, CancellationToken cancellationToken) =>
        outbox.AddAsync(WebhookTypes.ReportsWritten, new { period = period.Name, period.Start, period.End }, cancellationToken);

    private static CoachingReport WithGoals(CoachingReport report, IReadOnlyList<ReportGoal> coached)
    {
        var agents = (report.Subject.Scope == ReportScope.Agent ? [report.Subject.Id!] : report.Agents.Select(row => row.Agent.Id!)).ToHashSet(StringComparer.Ordinal);
        return report with { Goals = [.. coached.Where(goal => agents.Contains(goal.AgentId))] };
    }
}
