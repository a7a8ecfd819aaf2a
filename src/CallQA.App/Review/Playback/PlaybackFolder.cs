using System.Collections.Concurrent;
using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Review.Playback;

/// <summary>
/// Recordings in a form that browsers play and can jump about in, and their waveforms. WAV is decoded while it is sent;
/// everything else is written once as 16-bit WAV. What is kept here can be made again from the originals. What must not be heard is
/// silent in all that leaves here, except to those who may hear originals.
/// </summary>
/// <param name="root">Where it is kept.</param>
/// <param name="recordings">The originals.</param>
/// <param name="silences">What must not be heard of a call.</param>
internal sealed class PlaybackFolder(string root, IRecordingStore recordings, Func<Call, CancellationToken, Task<IReadOnlyList<AudioSpan>>> silences)
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> underWay = new(StringComparer.Ordinal);

    // Nothing in memory: parts of a recording are read from its file as they are asked for.
    private readonly AudioReader reader = new(new AudioReaderOptions { InMemoryBytes = 0 });

    /// <summary>A call's recording as a WAV file.</summary>
    /// <exception cref="InputException">The recording is missing or cannot be decoded.</exception>
    public async Task<Stream> OpenAsync(Call call, CancellationToken cancellationToken) =>
        await silences(call, cancellationToken) is { Count: > 0 }
            ? new WaveStream(await ReadAsync(call, cancellationToken))
            : await OpenOriginalAsync(call, cancellationToken);

    /// <summary>The same with what must not be heard.</summary>
    /// <exception cref="InputException">The recording is missing or cannot be decoded.</exception>
    public async Task<Stream> OpenOriginalAsync(Call call, CancellationToken cancellationToken)
    {
        var (path, original) = await PlayableAsync(call, cancellationToken);
        return original
            ? new WaveStream(await reader.ReadAsync(path, cancellationToken))
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: true);
    }

    /// <summary>A call's recording, of which any part can be read.</summary>
    /// <exception cref="InputException">The recording is missing or cannot be decoded.</exception>
    public async Task<AudioClip> ReadAsync(Call call, CancellationToken cancellationToken)
    {
        var silent = await silences(call, cancellationToken);
        var recording = await reader.ReadAsync((await PlayableAsync(call, cancellationToken)).Path, cancellationToken);
        return recording.Muted(silent);
    }

    /// <summary>
    /// A call's waveform, computed once: see <see cref="WaveformPeaks"/>. Pages ask for it as they open: what browsers cannot play in parts is
    /// written then, so that nobody waits for it when it is to be played.
    /// </summary>
    /// <exception cref="InputException">The recording is missing or cannot be decoded.</exception>
    public async Task<byte[]> PeaksAsync(Call call, CancellationToken cancellationToken)
    {
        var silent = await silences(call, cancellationToken);
        var written = PathOf(call.ContentHash, PeaksExtension(silent));
        if (File.Exists(written)) return await File.ReadAllBytesAsync(written, cancellationToken);
        var original = await recordings.GetPathAsync(call.ContentHash, cancellationToken);
        if (!IsReadInPieces((await reader.ProbeAsync(original, cancellationToken)).Format)) original = await TranscodedAsync(original, call.ContentHash, cancellationToken);
        using var clip = await reader.ReadAsync(original, cancellationToken);
        var peaks = WaveformPeaks.Of(clip.Muted(silent));
        await AtomicFile.WriteAsync(written, peaks, cancellationToken);
        return peaks;
    }

    /// <summary>Removes what was made of a recording.</summary>
    public void Remove(string contentHash)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(PathOf(contentHash, ""))!, contentHash + ".*")) File.Delete(file);
    }

    /// <summary>The hashes of recordings that something was made of before a moment.</summary>
    public IEnumerable<string> MadeBefore(DateTimeOffset moment) => Directory.Exists(root)
        ? new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LastWriteTimeUtc < moment.UtcDateTime)
            .Select(file => StoredName.HashOf(file.Name)).OfType<string>()
        : [];

    // The original where any part of it can be read, else what was written of it.
    private async Task<(string Path, bool Original)> PlayableAsync(Call call, CancellationToken cancellationToken)
    {
        // To look at a compressed recording of an hour takes seconds, and players ask for many parts.
        if (PathOf(call.ContentHash, ".wav") is var written && File.Exists(written)) return (written, false);
        var original = await recordings.GetPathAsync(call.ContentHash, cancellationToken);
        var info = await reader.ProbeAsync(original, cancellationToken);
        return IsReadInPieces(info.Format) ? (original, true) : (await TranscodedAsync(original, call.ContentHash, cancellationToken), false);
    }

    // Once for all who ask at the same time; who goes away does not stop it for the others.
    private async Task<string> TranscodedAsync(string original, string contentHash, CancellationToken cancellationToken)
    {
        var target = PathOf(contentHash, ".wav");
        if (File.Exists(target)) return target;
        var transcoding = underWay.GetOrAdd(contentHash, _ => new(() => TranscodeAsync(original, target))).Value;
        try
        {
            await transcoding.WaitAsync(cancellationToken);
        }
        finally
        {
            if (transcoding.IsCompleted) underWay.TryRemove(contentHash, out _);
        }

        return target;
    }

    private async Task TranscodeAsync(string original, string target)
    {
        await using var wave = new WaveStream(await reader.ReadAsync(original, CancellationToken.None));
        await AtomicFile.WriteAsync(target, (file, token) => wave.CopyToAsync(file, token), CancellationToken.None);
    }

    // The formats whose samples have a fixed length.
    private static bool IsReadInPieces(string format) =>
        format.StartsWith("WAV, G.711", StringComparison.Ordinal)
        || (format.StartsWith("WAV, ", StringComparison.Ordinal)
            && (format.EndsWith("-bit PCM", StringComparison.Ordinal) || format.EndsWith("-bit float", StringComparison.Ordinal)));

    // With other silences it is another waveform.
    private static string PeaksExtension(IReadOnlyList<AudioSpan> silent) =>
        silent.Count == 0 ? ".peaks" : ".peaks-" + CallDigest.Of(string.Join(' ', silent))[..8];

    private string PathOf(string contentHash, string extension)
    {
        var folder = Path.Combine(root, contentHash[..2]);
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, contentHash + extension);
    }
}
