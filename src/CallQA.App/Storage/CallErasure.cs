using CallQA.App.Learning;
using CallQA.App.Review.Playback;
using CallQA.App.Settings;
using CallQA.App.Web.Reports;
using CallQA.Coaching;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>A call that is or would be erased.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Queue">Its queue.</param>
/// <param name="Source">The profile of the source it came from.</param>
/// <param name="Begun">Its start, or its intake where that is unknown.</param>
internal sealed record ErasableCall(string CallId, string? Queue, string? Source, DateTimeOffset Begun);

/// <summary>
/// Erases calls with everything made of them: recording, transcripts, metrics, evaluations, what quarantine tells of them and the
/// written reports that quote them. What remains is an entry with digests. The reports go first, as nothing tells of the call's day later; then the rows,
/// in one transaction with the entry, which remembers recording and training data until they are gone, too.
/// </summary>
internal sealed class CallErasure(
    IDbContextFactory<CallQADbContext> contexts, IKeptRecordings recordings, PlaybackFolder playback, CallRefusals refusals, CallQASettings settings, TimeProvider clock, ILogger<CallErasure> logger)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>The calls that the rules of retention would erase now, without those on legal hold.</summary>
    public async Task<IReadOnlyList<ErasableCall>> DueAsync(CancellationToken cancellationToken)
    {
        var (byQueue, bySource) = (settings.Retention.ByQueue()!, settings.Retention.BySource()!);
        var now = clock.GetUtcNow();
        var due = new List<ErasableCall>();
        // Of two rules the shorter counts: whatever one of them lets expire is due.
        foreach (var (queue, days) in byQueue)
            if (days is { } number) due.AddRange(await OlderAsync(now.AddDays(-number), row => row.Where(call => call.Queue == queue), cancellationToken));
        foreach (var (source, days) in bySource)
            if (days is { } number) due.AddRange(await OlderAsync(now.AddDays(-number), row => row.Where(call => call.Source == source), cancellationToken));
        string[] queues = [.. byQueue.Keys], sources = [.. bySource.Keys];
        if (settings.Retention.Days is { } others)
            due.AddRange(await OlderAsync(now.AddDays(-others), row => row.Where(call => (call.Queue == null || !queues.Contains(call.Queue)) && (call.Source == null || !sources.Contains(call.Source))), cancellationToken));
        return [.. due.DistinctBy(call => call.CallId)];
    }

    /// <summary>Erases one call.</summary>
    /// <returns>False when there is no such call.</returns>
    /// <exception cref="InputException">It is on legal hold.</exception>
    public async Task<bool> EraseAsync(string callId, string by, CancellationToken cancellationToken)
    {
        if (await work.ReadAsync(context => FindAsync(context, callId, cancellationToken), cancellationToken) is not { } found) return false;
        RemoveReports(found.ListedUtc);
        if (!await RemoveRowsAsync(callId, by, cancellationToken)) return false;
        // Once more, for what was written in between.
        RemoveReports(found.ListedUtc);
        await TryRemovePendingFilesAsync(cancellationToken);
        return true;
    }

    private Task<bool> RemoveRowsAsync(string callId, string by, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            if (await FindAsync(context, callId, cancellationToken) is not { } row) return false;
            context.Audit.Add(new AuditRow
            {
                AtUtc = CallMapping.Utc(clock.GetUtcNow()),
                Action = "erased",
                By = by,
                CallDigest = CallDigest.Of(callId),
                ContentHash = row.ContentHash,
                FilesPending = true,
            });
            await refusals.RemoveAsync(context, row, cancellationToken);
            context.Calls.Remove(row);
            return true;
        },
        cancellationToken);

    private static async Task<CallRow?> FindAsync(CallQADbContext context, string callId, CancellationToken cancellationToken)
    {
        var row = await context.Calls.FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
        return row?.LegalHold is null ? row : throw new InputException(InputFault.Settings, $"The call '{callId}' is on legal hold; release it first.");
    }

    /// <summary>The same as <see cref="RemovePendingFilesAsync"/>; a store that is away is told in the log, and asked again later.</summary>
    public async Task TryRemovePendingFilesAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RemovePendingFilesAsync(cancellationToken);
        }
        catch (Exception exception) when (MachineTrouble.Is(exception))
        {
            Log.CopiesFailed(logger, FailureTrace.Of(exception));
        }
    }

    /// <summary>Removes the recordings and training data of erased calls that are still there because a process died in between; one that cannot be removed does not hold up the others.</summary>
    /// <exception cref="InputException">Some cannot be removed for now.</exception>
    public async Task RemovePendingFilesAsync(CancellationToken cancellationToken)
    {
        var pending = await work.ReadAsync(context => context.Audit.Where(row => row.FilesPending).ToListAsync(cancellationToken), cancellationToken);
        var left = new LeftForLater();
        foreach (var entry in pending)
        {
            try
            {
                await RemoveFilesAsync(entry, cancellationToken);
            }
            catch (Exception exception) when (exception is InputException || LeftForLater.May(exception))
            {
                left.Add(exception);
            }
        }

        left.Tell("erased calls with files");
    }

    private async Task RemoveFilesAsync(AuditRow entry, CancellationToken cancellationToken)
    {
        await ReviewDataset.RemoveDigestAsync(settings.LearningPath, entry.CallDigest, cancellationToken);
        // The same recording may have been handed in again since.
        var back = await work.ReadAsync(context => context.Calls.AnyAsync(row => row.ContentHash == entry.ContentHash, cancellationToken), cancellationToken);
        if (!back)
        {
            playback.Remove(entry.ContentHash);
            await recordings.RemoveAsync(entry.ContentHash, cancellationToken);
        }

        await work.ExecuteAsync(
            context => context.Audit.Where(row => row.Id == entry.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.FilesPending, false), cancellationToken),
            cancellationToken);
    }

    /// <summary>Removes the written reports of every period with a call's day, which may quote it; the nightly run writes those of months again from what is stored then.</summary>
    public void RemoveReports(DateTime listedUtc)
    {
        if (!Directory.Exists(settings.ReportsPath)) return;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(listedUtc, settings.Zone));
        foreach (var folder in Directory.GetDirectories(settings.ReportsPath))
        {
            var name = Path.GetFileName(folder);
            if (!ReportPeriodText.TryParse(name, settings.Zone, out var period) || !period.Covers(day)) continue;
            ReportFolders.Remove(settings.ReportsPath, name);
        }
    }

    /// <summary>Whether a call was erased, as far as the entries know.</summary>
    public Task<bool> WasErasedAsync(string callId, CancellationToken cancellationToken)
    {
        var digest = CallDigest.Of(callId);
        return work.ReadAsync(context => context.Audit.AnyAsync(row => row.CallDigest == digest && row.Action == "erased", cancellationToken), cancellationToken);
    }

    private async Task<List<ErasableCall>> OlderAsync(
        DateTimeOffset before, Func<IQueryable<CallRow>, IQueryable<CallRow>> which, CancellationToken cancellationToken) => await work.ReadAsync(
        context => which(context.Calls.Where(row => row.ListedUtc < CallMapping.Utc(before) && row.LegalHold == null))
            .OrderBy(row => row.ListedUtc).ThenBy(row => row.Id)
            .Select(row => new ErasableCall(row.Id, row.Queue, row.Source, new DateTimeOffset(row.ListedUtc)))
            .ToListAsync(cancellationToken),
        cancellationToken);
}
