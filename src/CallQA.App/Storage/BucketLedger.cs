using CallQA.App.Buckets;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>What the store knows of a listed object.</summary>
/// <param name="Object">The object.</param>
/// <param name="IsDone">Whether this version of it is done with.</param>
/// <param name="IsReplaced">Whether another version of it is done with.</param>
/// <param name="UnfinishedCall">The call it became, while there is work left for it.</param>
internal sealed record BucketSighting(BucketObject Object, bool IsDone, bool IsReplaced, string? UnfinishedCall);

/// <summary>Which objects of buckets are done with, and how far a run has come.</summary>
internal sealed class BucketLedger(IDbContextFactory<CallQADbContext> contexts)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>What is known of these objects, in their order.</summary>
    public Task<IReadOnlyList<BucketSighting>> LookAsync(BucketAddress address, IReadOnlyList<BucketObject> objects, CancellationToken cancellationToken)
    {
        string[] digests = [.. objects.Select(entry => DigestOf(address, entry))];
        return work.ReadAsync<IReadOnlyList<BucketSighting>>(
            async context =>
            {
                var known = await context.BucketObjects.Where(row => digests.Contains(row.Digest)).Select(row => new
                {
                    Row = row,
                    IsUnfinished = context.Calls.Any(call => call.Id == row.CallId && call.Stage < CallStage.Scored && call.Quarantine == null),
                }).ToDictionaryAsync(entry => entry.Row.Digest, cancellationToken);
                return [.. objects.Zip(digests, (entry, digest) => known.GetValueOrDefault(digest) is not { } found
                    ? new BucketSighting(entry, false, false, null)
                    : IsSame(found.Row, entry)
                        ? new(entry, true, false, found.IsUnfinished ? found.Row.CallId : null)
                        : new(entry, false, true, null))];
            },
            cancellationToken);
    }

    /// <summary>Objects are done with.</summary>
    /// <param name="address">Where they lie.</param>
    /// <param name="done">The objects, with the calls they became.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public Task DoneAsync(BucketAddress address, IReadOnlyCollection<(BucketObject Object, string? CallId)> done, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            string[] digests = [.. done.Select(entry => DigestOf(address, entry.Object))];
            var known = await context.BucketObjects.Where(row => digests.Contains(row.Digest)).ToDictionaryAsync(row => row.Digest, cancellationToken);
            foreach (var ((entry, call), digest) in done.Zip(digests))
            {
                var row = known.GetValueOrDefault(digest) ?? context.BucketObjects.Add(new BucketObjectRow { Digest = digest, ETag = entry.ETag }).Entity;
                (row.ETag, row.Length, row.ModifiedUtc, row.CallId) = (entry.ETag, entry.Length, entry.ModifiedUtc, call);
            }

            return done.Count;
        },
        cancellationToken);

    /// <summary>The key up to which an interrupted run had come; null when the last one came to its end.</summary>
    public Task<string?> ReachedAsync(BucketAddress address, CancellationToken cancellationToken)
    {
        var name = address.ToString();
        return work.ReadAsync(
            context => context.BucketScans.Where(row => row.Address == name).Select(row => row.After).FirstOrDefaultAsync(cancellationToken), cancellationToken);
    }

    /// <summary>A run has come up to a key.</summary>
    public Task ReachAsync(BucketAddress address, string key, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var name = address.ToString();
            var row = await context.BucketScans.FirstOrDefaultAsync(row => row.Address == name, cancellationToken)
                ?? context.BucketScans.Add(new BucketScanRow { Address = name, After = key }).Entity;
            row.After = key;
            return row;
        },
        cancellationToken);

    /// <summary>A run has come to its end: the next one begins with the first object.</summary>
    public Task EndAsync(BucketAddress address, CancellationToken cancellationToken)
    {
        var name = address.ToString();
        return work.ExecuteAsync(context => context.BucketScans.Where(row => row.Address == name).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }

    private static string DigestOf(BucketAddress address, BucketObject entry) => CallDigest.Of(address.Of(entry.Key));

    private static bool IsSame(BucketObjectRow row, BucketObject entry) =>
        row.ETag == entry.ETag && row.Length == entry.Length && row.ModifiedUtc == entry.ModifiedUtc;
}
