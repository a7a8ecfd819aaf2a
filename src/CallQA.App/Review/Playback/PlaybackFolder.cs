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
internal sealed class PlaybackFolder
{
    private const int MostTurns = 5;

    private readonly string root;
    private readonly IRecordingStore recordings;
    private readonly Func<Call, CancellationToken, Task<IReadOnlyList<AudioSpan>>> silences;
    private readonly RecordingKeys? keys;
    private readonly PlaybackDecodings decodings;

    // Nothing in memory: parts of a recording are read from its file as they are asked for.
    private readonly AudioReader reader = new(new AudioReaderOptions { InMemoryBytes = 0 });

    /// <param name="root">Where it is kept.</param>
    /// <param name="recordings">The originals.</param>
    /// <param name="silences">What must not be heard of a call.</param>
    /// <param name="keys">Keys of recordings, with which what is kept here is encrypted, too; null where nothing is.</param>
    public PlaybackFolder(
        string root, IRecordingStore recordings, Func<Call, CancellationToken, Task<IReadOnlyList<AudioSpan>>> silences, RecordingKeys? keys = null)
    {
        (this.root, this.recordings, this.silences, this.keys) = (root, recordings, silences, keys);
        decodings = new(reader, (contentHash, wave) => WriteAsync(PathOf(contentHash, ".wav"), contentHash, wave, CancellationToken.None));
    }

    /// <summary>A call's recording as a WAV file, of which a part that is still being decoded is waited for.</summary>
    /// <exception cref="InputException">The recording is missing or cannot be decoded.</exception>
    public async Task<Stream> OpenAsync(Call call, CancellationToken cancellationToken) =>
        await OpenAsync(call, await silences(call, cancellationToken), cancellationToken);

    /// <summary>The same with what must not be heard.</summary>
    /// <exception cref="InputException">The recording is missing or cannot be decoded.</exception>
    public Task<Stream> OpenOriginalAsync(Call call, CancellationToken cancellationToken) => OpenAsync(call, [], cancellationToken);

    /// <summary>A call's recording, of which any part can be read.</summary>
    /// <exception cref="InputException">The recording is missing or cannot be decoded.</exception>
    public async Task<AudioClip> ReadAsync(Call call, CancellationToken cancellationToken) =>
        await ReadAsync(call, await silences(call, cancellationToken), cancellationToken);

    /// <summary>
    /// A call's waveform, computed once: see <see cref="WaveformPeaks"/>. Pages ask for it as they open: what browsers cannot play in parts is
    /// written then, so that little of it is left to wait for when it is to be played.
    /// </summary>
    /// <exception cref="InputException">The recording is missing or cannot be decoded.</exception>
    public async Task<byte[]> PeaksAsync(Call call, CancellationToken cancellationToken)
    {
        var silent = await silences(call, cancellationToken);
        var written = PathOf(call.ContentHash, PeaksExtension(silent));
        if (await WrittenAsync(written, cancellationToken) is { } known) return await ReadAllAsync(known, cancellationToken);
        using var clip = await ReadAsync(call, silent, cancellationToken);
        var peaks = WaveformPeaks.Of(clip);
        await using var source = new MemoryStream(peaks);
        await WriteAsync(written, call.ContentHash, source, cancellationToken);
        return peaks;
    }

    /// <summary>Removes what was made of a recording.</summary>
    public void Remove(string contentHash)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(PathOf(contentHash, ""))!, contentHash + ".*")) File.Delete(file);
    }

    /// <summary>The hashes of recordings that something was made of before a moment, and when the first of it was made, in UTC.</summary>
    public IReadOnlyDictionary<string, DateTime> MadeBefore(DateTimeOffset moment)
    {
        var made = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        if (!Directory.Exists(root)) return made;
        foreach (var file in new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LastWriteTimeUtc < moment.UtcDateTime))
            if (StoredName.HashOf(file.Name) is { } hash && (!made.TryGetValue(hash, out var first) || file.LastWriteTimeUtc < first)) made[hash] = file.LastWriteTimeUtc;
        return made;
    }

    private async Task<Stream> OpenAsync(Call call, IReadOnlyList<AudioSpan> silent, CancellationToken cancellationToken)
    {
        for (var turn = 1; ; turn++)
        {
            var (recording, form) = await FindAsync(call, cancellationToken);
            if (form == Form.Written && silent.Count == 0) return recording.OpenRead();
            if (form != Form.Compressed) return new WaveStream((await reader.ReadAsync(recording, cancellationToken)).Muted(silent));
            if (await decodings.OpenAsync(recording, call, silent, cancellationToken) is { } coming) return coming;
            EndAfterMany(turn);
        }
    }

    private async Task<AudioClip> ReadAsync(Call call, IReadOnlyList<AudioSpan> silent, CancellationToken cancellationToken)
    {
        for (var turn = 1; ; turn++)
        {
            var (recording, form) = await FindAsync(call, cancellationToken);
            if (form != Form.Compressed) return (await reader.ReadAsync(recording, cancellationToken)).Muted(silent);
            await decodings.WriteAsync(recording, call.ContentHash, cancellationToken);
            EndAfterMany(turn);
        }
    }

    // What is written and gone again at once will not stay the next time either.
    private void EndAfterMany(int turn)
    {
        if (turn == MostTurns)
            throw new InputException(InputFault.Unreadable, $"What is written for players in '{root}' is gone again at once; check what else removes files there, and that the disk has room.") { Passing = true };
    }

    // What was written of a recording, else the original.
    private async Task<(RecordingFile Recording, Form Form)> FindAsync(Call call, CancellationToken cancellationToken)
    {
        if (await WrittenAsync(PathOf(call.ContentHash, ".wav"), cancellationToken) is { } written) return (written, Form.Written);
        var original = await recordings.FindAsync(call.ContentHash, cancellationToken);
        return (original, IsReadInPieces(await reader.RecogniseAsync(original, cancellationToken)) ? Form.ReadInPieces : Form.Compressed);
    }

    private async Task WriteAsync(string target, string contentHash, Stream source, CancellationToken cancellationToken)
    {
        var key = keys is null ? null : await keys.ForNewAsync(contentHash, cancellationToken);
        await AtomicFile.WriteAsync(target, (file, token) => StoredCopy.WriteAsync(source, file, key, token), cancellationToken);
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

    private enum Form
    {
        Written,
        ReadInPieces,
        Compressed,
    }
}
