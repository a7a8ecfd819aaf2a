using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage.Encryption;

/// <summary>How many keys of recordings are wrapped under a master key.</summary>
/// <param name="MasterKey">Its name.</param>
/// <param name="Recordings">Keys of recordings.</param>
/// <param name="AtHand">Whether it is at hand.</param>
/// <param name="InForce">Whether new keys are wrapped under it.</param>
internal sealed record MasterKeyUse(string MasterKey, int Recordings, bool AtHand, bool InForce);

/// <summary>
/// Wraps the keys of recordings anew, under the master key in force. No recording is touched. Whatever is killed in between, each key is wrapped under the
/// old or the new one, and the next run does the rest.
/// </summary>
internal sealed class KeyRotation(IDbContextFactory<CallQADbContext> contexts, MasterKeys masters)
{
    private const int Page = 200;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Goes through all keys that are wrapped under another master key.</summary>
    /// <returns>After each stretch, how many were wrapped anew so far.</returns>
    /// <exception cref="InputException">A master key is missing, or a wrapped key was changed.</exception>
    public async IAsyncEnumerable<int> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var keys = masters.Read();
        if (keys.Count == 0) throw MasterKeys.Refuse($"No master key is named; set CallQA:Encryption:KeyFile or {MasterKeys.Variable}.");
        var (done, count) = (0, 0);
        do
        {
            count = await work.CommitAsync(context => RewrapAsync(context, keys, cancellationToken), cancellationToken);
            yield return done += count;
        }
        while (count == Page);
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

    private static async Task<int> RewrapAsync(CallQADbContext context, IReadOnlyList<MasterKey> keys, CancellationToken cancellationToken)
    {
        var inForce = keys[0];
        var rows = await context.RecordingKeys.Where(row => row.MasterKey != inForce.Name).OrderBy(row => row.Id).Take(Page).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var old = keys.FirstOrDefault(key => key.Name == row.MasterKey)
                ?? throw MasterKeys.Refuse($"Keys of recordings are wrapped under the master key {row.MasterKey}, which is not at hand; put it back behind the new one until they are wrapped anew.");
            (row.Wrapped, row.MasterKey) = (inForce.Wrap(row.Unwrap(old), row.Id), inForce.Name);
        }

        return rows.Count;
    }
}
