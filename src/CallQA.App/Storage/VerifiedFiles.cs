using System.Collections.Concurrent;
using CallQA.App.Storage.Encryption;
using CallQA.Recordings;

namespace CallQA.App.Storage;

/// <summary>Compares files with their checksums: once a process and version of the file, not at every look into a recording that is being played.</summary>
internal sealed class VerifiedFiles(RecordingKeys? keys)
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, (long Length, DateTime Changed)> verified = new(StringComparer.Ordinal);

    /// <summary>Whether a file has this content.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public async Task<bool> IsWholeAsync(RecordingFile recording, string contentHash, CancellationToken cancellationToken)
    {
        var file = new FileInfo(recording.Path);
        var seen = (file.Length, file.LastWriteTimeUtc);
        if (verified.TryGetValue(contentHash, out var known) && known == seen) return true;
        var found = await ContentHash.ComputeAsync(recording, cancellationToken);
        if (!await IsRightAsync(contentHash, found, cancellationToken)) return false;
        if (verified.Count >= MostRemembered) verified.Clear();
        verified[contentHash] = seen;
        return true;
    }

    /// <summary>Whether a hash is the one that what is kept of a recording should have.</summary>
    public async Task<bool> IsRightAsync(string contentHash, string found, CancellationToken cancellationToken) =>
        keys is null ? found == contentHash : await keys.IsRightAsync(contentHash, found, cancellationToken);
}
