using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>What is wrong with one recording.</summary>
/// <param name="Problem"><c>missing</c>, <c>damaged</c> or <c>orphan</c>.</param>
/// <param name="ContentHash">SHA-256 it should have.</param>
/// <param name="CallId">Its call; null when there is none.</param>
/// <param name="Path">Where it lies; null when it is missing.</param>
internal sealed record StoreProblem(string Problem, string ContentHash, string? CallId, string? Path);

/// <summary>Holds the recordings against the calls: every call has its recording, whole, and every recording its call.</summary>
internal sealed class StoreVerification(IDbContextFactory<CallQADbContext> contexts, RecordingFolder recordings, TimeProvider clock)
{
    // A recording is kept before its call is committed: one that is younger may belong to a call that is just coming.
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    private readonly UnitOfWork work = new(contexts);

    /// <param name="checksums">Whether every recording is read and its checksum compared, which takes as long as reading all of them.</param>
    /// <param name="cancellationToken">Stops between two recordings.</param>
    public async Task<IReadOnlyList<StoreProblem>> VerifyAsync(bool checksums, CancellationToken cancellationToken)
    {
        // The files first: a call that comes meanwhile has its file listed or not, but never a file without a call.
        var files = recordings.List().ToDictionary(file => Path.GetFileNameWithoutExtension(file.Name), StringComparer.Ordinal);
        var calls = await work.ReadAsync(
            context => context.Calls.Select(row => new { row.Id, row.ContentHash }).ToDictionaryAsync(row => row.ContentHash, row => row.Id, cancellationToken),
            cancellationToken);
        var problems = new List<StoreProblem>();
        foreach (var (hash, call) in calls.OrderBy(pair => pair.Value, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!files.TryGetValue(hash, out var file) && !recordings.Has(hash)) problems.Add(new("missing", hash, call, null));
            else if (checksums && file is not null && await ContentHash.ComputeAsync(file.FullName, cancellationToken) != hash)
                problems.Add(new("damaged", hash, call, file.FullName));
        }

        var settled = (clock.GetUtcNow() - Settled).UtcDateTime;
        problems.AddRange(files.Where(pair => !calls.ContainsKey(pair.Key) && pair.Value.LastWriteTimeUtc < settled)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new StoreProblem("orphan", pair.Key, null, pair.Value.FullName)));
        return problems;
    }

    /// <summary>Removes the recordings that belong to no call.</summary>
    public static void RemoveOrphans(IEnumerable<StoreProblem> problems)
    {
        foreach (var problem in problems)
            if (problem is { Problem: "orphan", Path: { } path }) File.Delete(path);
    }
}
