using System.Collections.Concurrent;
using CallQA.Recordings;

namespace CallQA.App.Storage;

/// <summary>Compares files with their checksums: once a process and version of the file, not at every look into a recording that is being played.</summary>
internal sealed class VerifiedFiles
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, (long Length, DateTime Changed)> verified = new(StringComparer.Ordinal);

    /// <summary>Whether a file has this content.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public async Task<bool> IsWholeAsync(string path, string contentHash, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        var seen = (file.Length, file.LastWriteTimeUtc);
        if (verified.TryGetValue(contentHash, out var known) && known == seen) return true;
        if (await ContentHash.ComputeAsync(path, cancellationToken) != contentHash) return false;
        if (verified.Count >= MostRemembered) verified.Clear();
        verified[contentHash] = seen;
        return true;
    }
}
