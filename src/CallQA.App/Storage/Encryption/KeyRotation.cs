using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage.Encryption;

/// <summary>How many keys of recordings are wrapped under a master key.</summary>
/// <param name="MasterKey">Its name.</param>
/// <param name="Recordings">Keys of recordings.</param>
/// <param name="AtHand">Whether it is at hand.</param>
/// <param name="InForce">Whether new keys are wrapped under it.</param>
internal sealed record MasterKeyUse(string MasterKey, int Recordings, bool AtHand, bool InForce);

/// <summary>How far the keys of recordings are wrapped anew.</summary>
/// <param name="Wrapped">So many were.</param>
/// <param name="Changed">Recordings, by their SHA-256, whose wrapped keys are not what was written into the database: they stay as they are.</param>
internal sealed record RotationProgress(int Wrapped, IReadOnlyList<string> Changed);

/// <summary>
/// Wraps the keys of recordings anew, under the master key in force. No recording is touched. Whatever is killed in between, each key is wrapped under the
/// old or the new one, and the next run does the rest.
/// </summary>
internal sealed class KeyRotation(IDbContextFactory<CallQADbContext> contexts, MasterKeys masters)
{
    private const int Page = 200;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Goes through all keys that are wrapped under another master key.</summary>
    /// <returns>After each stretch, how far it has come.</returns>
    /// <exception cref="InputException">A master key is missing.</exception>
    public async IAsyncEnumerable<RotationProgress> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var keys = masters.Read();
        if (keys.Count == 0) throw MasterKeys.Refuse($"No master key is named; set CallQA:Encryption:KeyFile or {MasterKeys.Variable}.");
        var progress = new RotationProgress(0, []);
        for (string? reached = ""; reached is not null;)
        {
            var after = reached;
            (var wrapped, var changed, reached) = await work.CommitAsync(context => RewrapAsync(context, keys, after, cancellationToken), cancellationToken);
            yield return progress = new(progress.Wrapped + wrapped, [.. progress.Changed, .. changed]);
        }
    }

    /// <summary>Which master keys are in use and at hand.</summary>
    public async Task<IReadOnlyList<MasterKeyUse>> StatusAsync(CancellationToken cancellationToken)
    {
        var used = await work.ReadAsync(
            context => context.RecordingKeys.GroupBy(row => row.MasterKey).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken),
            cancellationToken);
        var keys = masters.Read().Select(key => key.Name).ToList();
        return [.. keys.Concat(used.Keys.Order(StringComparer.Ordinal)).Distinct().Select(name => new MasterKeyUse(name, used.GetValueOrDefault(name), keys.Contains(name), keys.FirstOrDefault() == name))];
    }

    // A key that was changed is of no use under any master key, and keeps no other from being wrapped anew.
    [SuppressMessage("Globalization", "CA1309", Justification = "The database compares, as it sorts; it knows no other comparison.")]
    private static async Task<(int Wrapped, IReadOnlyList<string> Changed, string? Reached)> RewrapAsync(
        CallQADbContext context, IReadOnlyList<MasterKey> keys, string after, CancellationToken cancellationToken)
    {
        var inForce = keys[0];
        var rows = await context.RecordingKeys.Where(row => row.MasterKey != inForce.Name && string.Compare(row.Id, after) > 0)
            .OrderBy(row => row.Id).Take(Page).ToListAsync(cancellationToken);
        var changed = new List<string>();
        foreach (var row in rows)
        {
            var old = keys.FirstOrDefault(key => key.Name == row.MasterKey)
                ?? throw MasterKeys.Refuse($"Keys of recordings are wrapped under the master key {row.MasterKey}, which is not at hand; put it back behind the new one until they are wrapped anew.");
            if (old.Unwrap(row.Wrapped, row.Id) is not { } secret) changed.Add(row.ContentHash);
            else (row.Wrapped, row.MasterKey) = (inForce.Wrap(secret, row.Id), inForce.Name);
        }

        return (rows.Count - changed.Count, changed, rows.Count == Page ? rows[^1].Id : null);
    }
}
