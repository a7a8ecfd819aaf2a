using CallQA.Recordings.Sources;

namespace CallQA.App.Buckets;

/// <summary>Finds the sidecars of a stretch's recordings: objects beside them, which the order of the keys puts near.</summary>
/// <param name="client">Asks the store.</param>
/// <param name="address">The objects that are gone through.</param>
/// <param name="page">The stretch.</param>
/// <param name="isFirst">Whether nothing lies before it.</param>
internal sealed class BucketSidecars(BucketClient client, BucketAddress address, BucketPage page, bool isFirst)
{
    private const int Near = 200;

    private readonly Dictionary<string, BucketObject> known = page.Objects.ToDictionary(entry => entry.Key, StringComparer.Ordinal);

    /// <summary>The sidecar of a recording, or null.</summary>
    /// <param name="recording">The recording's key.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="CallQA.InputException">The store refuses or does not answer.</exception>
    public async Task<BucketObject?> FindAsync(string recording, CancellationToken cancellationToken)
    {
        var names = Sidecar.NamesOf(recording);
        if (names.Select(name => known.GetValueOrDefault(name)).FirstOrDefault(entry => entry is not null) is { } here) return Fitting(here);
        var stem = recording[..^Path.GetExtension(recording).Length];
        // All keys with this beginning follow each other: only at the edges of a stretch can some lie in another.
        if (IsBefore(stem) && IsBehind(stem)) return null;
        var near = await client.ListAsync(address with { Prefix = stem }, after: null, Near, cancellationToken);
        var found = near.Objects.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        return names.Select(name => found.GetValueOrDefault(name)).FirstOrDefault(entry => entry is not null) is { } there ? Fitting(there) : null;
    }

    // What is longer is no sidecar that would be read.
    private static BucketObject? Fitting(BucketObject entry) => entry.Length <= Sidecar.LongestContent ? entry : null;

    private bool IsBefore(string stem) => isFirst || (page.Objects is [var first, ..] && string.CompareOrdinal(first.Key, stem) < 0);

    private bool IsBehind(string stem) => !page.More || (page.Last is { } last && !last.StartsWith(stem, StringComparison.Ordinal));
}
