using CallQA.Recordings.Encryption;
using CallQA.Recordings.Wave;

namespace CallQA.Recordings;

/// <summary>
/// Reads recordings. The content decides, never the name's extension: WAV with PCM, float or G.711 samples is read here,
/// everything else through FFmpeg. Safe for concurrent use.
/// </summary>
/// <param name="options">Limits and the FFmpeg program; null takes the defaults.</param>
public sealed class AudioReader(AudioReaderOptions? options = null)
{
    private const string RawRemedy = "export it as WAV or, if it has no header, declare how its samples are coded with --raw or 'raw:' in the source's profile such as mulaw,8000,1";

    private readonly AudioReaderOptions options = options ?? new AudioReaderOptions();

    /// <summary>Decodes a recording: WAV at its own sampling rate, what FFmpeg decodes at 8 to 16 kHz.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading; a running FFmpeg is ended.</param>
    /// <returns>At least one sample in 1 to 8 channels, 4 to 192 kHz; to be disposed, because a long recording stays in its file.</returns>
    /// <exception cref="AudioFormatException">The file is no audio, is damaged, empty, too long or cannot be decoded.</exception>
    /// <exception cref="InputException">The file cannot be read, or FFmpeg is needed and missing (<see cref="InputFault.Unreadable"/>, <see cref="InputFault.Settings"/>).</exception>
    public Task<AudioClip> ReadAsync(string path, CancellationToken cancellationToken) => ReadAsync(new RecordingFile(path), cancellationToken);

    /// <inheritdoc cref="ReadAsync(string, CancellationToken)"/>
    /// <param name="recording">The file, with its key where it is encrypted.</param>
    /// <param name="cancellationToken">Stops the reading; a running FFmpeg is ended.</param>
    public Task<AudioClip> ReadAsync(RecordingFile recording, CancellationToken cancellationToken) => OpenAsync(
        recording,
        (_, reader) => reader.ReadAsync(options.InMemoryBytes, cancellationToken),
        cancellationToken);

    /// <summary>
    /// Tells length, rate and channels without keeping samples: from the header for WAV, by decoding for everything else,
    /// because compressed files often state no length or a wrong one.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading; a running FFmpeg is ended.</param>
    /// <exception cref="AudioFormatException">The file is no audio, is damaged, empty, too long or cannot be decoded.</exception>
    /// <exception cref="InputException">The file cannot be read, or FFmpeg is needed and missing (<see cref="InputFault.Unreadable"/>, <see cref="InputFault.Settings"/>).</exception>
    public Task<AudioInfo> ProbeAsync(string path, CancellationToken cancellationToken) => ProbeAsync(new RecordingFile(path), cancellationToken);

    /// <inheritdoc cref="ProbeAsync(string, CancellationToken)"/>
    /// <param name="recording">The file, with its key where it is encrypted.</param>
    /// <param name="cancellationToken">Stops the reading; a running FFmpeg is ended.</param>
    public Task<AudioInfo> ProbeAsync(RecordingFile recording, CancellationToken cancellationToken) => OpenAsync(
        recording,
        async (header, reader) =>
        {
            var frames = await reader.CountAsync(cancellationToken);
            var format = header.Wave.Format;
            return new AudioInfo(format.SampleRate, format.Channels, TimeSpan.FromSeconds((double)frames / format.SampleRate), header.Name);
        },
        cancellationToken);

    /// <summary>Tells what a recording's content is, from its first bytes alone.</summary>
    /// <param name="recording">The file, with its key where it is encrypted.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>For people: <c>WAV, G.711 µ-law</c>, <c>mp3</c>; as <see cref="AudioInfo.Format"/>.</returns>
    /// <exception cref="AudioFormatException">The file is no audio, or is damaged or empty.</exception>
    /// <exception cref="InputException">The file cannot be read (<see cref="InputFault.Unreadable"/>).</exception>
    public async Task<string> RecogniseAsync(RecordingFile recording, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recording);
        await using var file = recording.OpenRead();
        try
        {
            return (await LookAsync(file, recording.Path, cancellationToken)).Name;
        }
        catch (IOException exception)
        {
            throw InputFile.Unreadable(recording.Path, exception);
        }
    }

    /// <summary>Begins to decode a recording, whose samples can be read while the rest is on its way.</summary>
    /// <param name="recording">The file, with its key where it is encrypted.</param>
    /// <param name="cancellationToken">Stops the decoding, until its end; a running FFmpeg is ended.</param>
    /// <returns>To be disposed.</returns>
    /// <exception cref="AudioFormatException">The file is no audio, or nothing of it can be decoded.</exception>
    /// <exception cref="InputException">The file cannot be read, or FFmpeg is needed and missing (<see cref="InputFault.Unreadable"/>, <see cref="InputFault.Settings"/>).</exception>
    public async Task<AudioDecoding> BeginAsync(RecordingFile recording, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var decoding = new AudioDecoding(recording.Path);
        try
        {
            await decoding.StartAsync(audio => OpenAsync(recording, (_, reader) => reader.DecodeAsync(audio, cancellationToken), cancellationToken));
            return decoding;
        }
        catch
        {
            decoding.Dispose();
            throw;
        }
    }

    /// <summary>What a recording of this name may take.</summary>
    internal DecodingLimits LimitsOf(string name) => new(options, name);

    private async Task<T> OpenAsync<T>(
        RecordingFile recording,
        Func<(WaveHeader Wave, string Name), WaveReader, Task<T>> use,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var path = recording.Path;
        await using var file = recording.OpenRead();
        var limits = new DecodingLimits(options, path);
        try
        {
            var (name, found) = await LookAsync(file, path, cancellationToken);
            if (found is { } readHere) return await use((readHere, name), new WaveReader(file, readHere, limits, recording));

            using var copy = await DecryptedCopy.OfAsync(recording, cancellationToken);
            var decoder = new FfmpegDecoder(options);
            return await decoder.DecodeAsync(
                copy.Path,
                path,
                name,
                name == AudioContent.Nameless ? RawRemedy : "export it as WAV",
                (header, stream) => use((header, name), new WaveReader(stream, header, limits, recording)),
                cancellationToken);
        }
        catch (IOException exception)
        {
            throw InputFile.Unreadable(path, exception);
        }
    }

    // What the content is, and the header where the samples are read here; the file then is at its first sample.
    private async Task<(string Name, WaveHeader? ReadHere)> LookAsync(Stream file, string path, CancellationToken cancellationToken)
    {
        var head = await AudioSignature.ReadHeadAsync(file, cancellationToken);
        if (head.Length > 0 && (options.Raw ?? RawFormat.OfName(path)) is { } raw && AudioSignature.IsHeaderless(head))
            return (raw.Wave.Name.Replace("WAV", "without header", StringComparison.Ordinal), new WaveHeader(raw.Wave, file.Length));

        var name = Recognise(head, path);
        if (name is not "WAV") return (name, null);
        var header = await new WaveHeaderReader(file, path).ReadAsync(cancellationToken);
        return (header.Format.Name, header.Format.Encoding == WaveEncoding.Other ? null : header);
    }

    private static string Recognise(byte[] head, string path)
    {
        if (head.Length == 0)
            throw new AudioFormatException($"The file '{path}' is empty (0 bytes); copy or export the recording again.");

        var content = AudioSignature.Recognise(head);
        if (RawFormat.IsBare(path) && AudioSignature.IsHeaderless(head))
        {
            throw new AudioFormatException(
                $"The file '{path}' has no header that says how its samples are coded; declare it with --raw or 'raw:' in the source's profile such as mulaw,8000,2.");
        }

        return content.Kind != AudioContentKind.Foreign
            ? content.Name
            : throw new AudioFormatException($"The file '{path}' holds {content.Name}, not audio; give the recording itself.");
    }
}
