using System.Collections.Concurrent;
using CallQA.App.Storage;
using CallQA.App.Storage.Encryption;
using CallQA.Recordings;
using CallQA.Recordings.Encryption;

namespace CallQA.App.Review.Playback;

/// <summary>
/// Recordings in a form that browsers play and can jump about in, and their waveforms. WAV is decoded while it is sent;
/// everything else is written once as 16-bit WAV. What is kept here can be made again from the originals. What must not be heard is
/// silent in all that leaves here, except to those who may hear originals.
/// </summary>
/// <param name="root">Where it is kept.</param>
/// <param name="recordings">The originals.</param>
/// <param name="silences">What must not be heard of a call.</param>
/// <param name="keys">Keys of recordings, with which what is kept here is encrypted, too; null where nothing is.</param>
internal sealed class PlaybackFolder(
    string root, IRecordingStore recordings, Func<Call, CancellationToken, Task<IReadOnlyList<AudioSpan>>> silences, RecordingKeys? keys = null)
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
        var (recording, original) = await PlayableAsync(call, cancellationToken);
        return original ? new WaveStream(await reader.ReadAsync(recording, cancellationToken)) : recording.OpenRead();
    }

    /// <summary>A call's recording, of which any part can be read.</summary>
    /// <exception cref="InputException">The recording is missing or cannot be decoded.</exception>
    public async Task<AudioClip> ReadAsync(Call call, CancellationToken cancellationToken)
    {
        var silent = await silences(call, cancellationToken);
        var recording = await reader.ReadAsync((await PlayableAsync(call, cancellationToken)).Recording, cancellationToken);
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
        if (await WrittenAsync(written, cancellationToken) is { } known) return await ReadAllAsync(known, cancellationToken);
        var original = await recordings.FindAsync(call.ContentHash, cancellationToken);
        if (!IsReadInPieces((await reader.ProbeAsync(original, cancellationToken)).Format)) original = await TranscodedAsync(original, call.ContentHash, cancellationToken);
        using var clip = await reader.ReadAsync(original, cancellationToken);
        var peaks = WaveformPeaks.Of(clip.Muted(silent));
        await using var source = new MemoryStream(peaks);
        await WriteAsync(written, call.ContentHash, source, cancellationToken);
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
    private async Task<(RecordingFile Recording, bool Original)> PlayableAsync(Call call, CancellationToken cancellationToken)
    {
        // To look at a compressed recording of an hour takes seconds, and players ask for many parts.
        if (await WrittenAsync(PathOf(call.ContentHash, ".wav"), cancellationToken) is { } written) return (written, false);
        var original = await recordings.FindAsync(call.ContentHash, cancellationToken);
        var info = await reader.ProbeAsync(original, cancellationToken);
        return IsReadInPieces(info.Format) ? (original, true) : (await TranscodedAsync(original, call.ContentHash, cancellationToken), false);
    }

    // Once for all who ask at the same time; who goes away does not stop it for the others.
    private async Task<RecordingFile> TranscodedAsync(RecordingFile original, string contentHash, CancellationToken cancellationToken)
    {
        var target = PathOf(contentHash, ".wav");
        if (await WrittenAsync(target, cancellationToken) is { } known) return known;
        var transcoding = underWay.GetOrAdd(contentHash, _ => new(() => TranscodeAsync(original, target, contentHash))).Value;
        try
        {
            await transcoding.WaitAsync(cancellationToken);
        }
        finally
        {
            if (transcoding.IsCompleted) underWay.TryRemove(contentHash, out _);
        }

        return await OpenAsync(target, cancellationToken);
    }

    private async Task TranscodeAsync(RecordingFile original, string target, string contentHash)
    {
        await using var wave = new WaveStream(await reader.ReadAsync(original, CancellationToken.None));
        await WriteAsync(target, contentHash, wave, CancellationToken.None);
    }

    private async Task WriteAsync(string target, string contentHash, Stream source, CancellationToken cancellationToken)
    {
        var key = keys is null ? null : await keys.ForNewAsync(contentHash, cancellationToken);
        await AtomicFile.WriteAsync(
            target, (file, token) => key is null ? source.CopyToAsync(file, token) : EncryptedWriter.CopyAsync(source, file, key, token), cancellationToken);
    }

    // What was written plain before recordings were encrypted, or with a key that is gone, is written anew.
    private async Task<RecordingFile?> WrittenAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return null;
        if (keys is not { Encrypts: true }) return await OpenAsync(path, cancellationToken);
        var name = await RecordingFile.KeyOfAsync(path, cancellationToken);
        return name is not null && await keys.KnowsAsync(name, cancellationToken) ? await OpenAsync(path, cancellationToken) : null;
    }

    private Task<RecordingFile> OpenAsync(string path, CancellationToken cancellationToken) =>
        keys is null ? Task.FromResult(new RecordingFile(path)) : keys.OfAsync(path, cancellationToken);

    private static async Task<byte[]> ReadAllAsync(RecordingFile file, CancellationToken cancellationToken)
    {
        await using var stream = file.OpenRead();
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellationToken);
        return content.ToArray();
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
