using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>What is wrong with one recording.</summary>
/// <param name="Problem"><c>missing</c>, <c>damaged</c>, <c>no key</c> where it is encrypted and its key is not in the database or was changed there, or <c>orphan</c>.</param>
/// <param name="ContentHash">SHA-256 it should have.</param>
/// <param name="CallId">Its call; null when there is none.</param>
/// <param name="Path">Where it lies; null when it is missing.</param>
internal sealed record StoreProblem(string Problem, string ContentHash, string? CallId, string? Path);

/// <summary>Holds the recordings against the calls: every call has its recording, whole, and every recording its call.</summary>
internal sealed class StoreVerification(IDbContextFactory<CallQADbContext> contexts, IKeptRecordings recordings, TimeProvider clock)
{
    private const string Orphan = "orphan";

    // A recording is kept before its call is committed: one that is younger may belong to a call that is just coming.
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    private readonly UnitOfWork work = new(contexts);

    /// <param name="checksums">Whether every recording is read and its checksum compared, which takes as long as reading all of them.</param>
    /// <param name="cancellationToken">Stops between two recordings.</param>
    public async Task<IReadOnlyList<StoreProblem>> VerifyAsync(bool checksums, CancellationToken cancellationToken)
    {
        var calls = await work.ReadAsync(
            context => context.Calls.Select(row => new { row.Id, row.ContentHash }).ToDictionaryAsync(row => row.ContentHash, row => row.Id, cancellationToken),
            cancellationToken);
        var missing = new Dictionary<string, string>(calls);
        var problems = new List<StoreProblem>();
        var settled = clock.GetUtcNow() - Settled;
        await foreach (var recording in recordings.ListAsync(cancellationToken))
        {
            missing.Remove(recording.ContentHash);
            if (!calls.TryGetValue(recording.ContentHash, out var call))
            {
                if (recording.Kept < settled && !await HasCallAsync(recording.ContentHash, cancellationToken))
                    problems.Add(new(Orphan, recording.ContentHash, null, recording.Place));
            }
            else if (checksums && await FindProblemAsync(recording, cancellationToken) is { } problem)
            {
                problems.Add(new(problem, recording.ContentHash, call, recording.Place));
            }
        }

        foreach (var (hash, call) in missing)
            if (!await recordings.HasAsync(hash, cancellationToken) && await HasCallAsync(hash, cancellationToken)) problems.Add(new("missing", hash, call, null));
        return [.. problems.OrderBy(problem => problem.CallId is null).ThenBy(problem => problem.CallId ?? problem.ContentHash, StringComparer.Ordinal)];
    }

    /// <summary>Removes the recordings that belong to no call, and still do not.</summary>
    /// <returns>Those removed.</returns>
    public async Task<IReadOnlyList<StoreProblem>> RemoveOrphansAsync(IEnumerable<StoreProblem> problems, CancellationToken cancellationToken)
    {
        var removed = new List<StoreProblem>();
        foreach (var orphan in problems.Where(problem => problem.Problem == Orphan))
        {
            if (await HasCallAsync(orphan.ContentHash, cancellationToken)) continue;
            await recordings.RemoveAsync(orphan.ContentHash, cancellationToken);
            removed.Add(orphan);
        }

        return removed;
    }

    // One key that is gone says nothing of the other recordings.
    private async Task<string?> FindProblemAsync(KeptRecording recording, CancellationToken cancellationToken)
    {
        try
        {
            return await recordings.IsWholeAsync(recording, cancellationToken) ? null : "damaged";
        }
        catch (InputException exception) when (exception.Fault == InputFault.Key)
        {
            return "no key";
        }
    }

    // Calls come and go while thousands of recordings are read.
    private Task<bool> HasCallAsync(string contentHash, CancellationToken cancellationToken) =>
        work.ReadAsync(context => context.Calls.AnyAsync(row => row.ContentHash == contentHash, cancellationToken), cancellationToken);
}
