using System.Security.Cryptography;
using CallQA.Recordings;

namespace CallQA.Engines.VoiceActivity;

/// <summary>
/// Finds speech in one channel: not music on hold, tones, noise or breath. Needs no file: its network comes with CallQA. Safe for
/// concurrent use.
/// </summary>
public sealed class VoiceActivityDetector : IDisposable
{
    /// <summary>Samples per second in which spans are told, whatever the audio's own rate.</summary>
    public const int SampleRate = 16_000;

    private const int SamplesPerFrame = SampleRate / 100;
    private readonly VoiceActivityOptions _options;
    private readonly ISpeechScorer _scorer;
    private readonly SpanFinder _finder;
    private readonly LevelSpans _levels;

    /// <summary>Makes a detector with CallQA's own network.</summary>
    /// <param name="options">What counts as speech.</param>
    public VoiceActivityDetector(VoiceActivityOptions options)
        : this(options, new NetworkScorer(ActivityNetwork.Shipped, Checked(options).QuietestDecibels))
    {
    }

    /// <summary>Makes a detector that scores otherwise.</summary>
    internal VoiceActivityDetector(VoiceActivityOptions options, ISpeechScorer scorer) =>
        (_options, _scorer, _finder, _levels) = (options, scorer, new SpanFinder(options), new LevelSpans(options));

    /// <summary>Name and hash of the user's model that scores in place of CallQA's own; null for the latter.</summary>
    public string? ForeignModel { get; private init; }

    /// <summary>Makes a detector with Silero's model where its file <c>silero_vad.onnx</c> lies in one of some folders, with CallQA's own network otherwise.</summary>
    /// <param name="options">What counts as speech.</param>
    /// <param name="folders">The folders, which need not exist; the first that has the file counts.</param>
    /// <exception cref="InputException">The file is there and is not Silero's (<see cref="InputFault.Settings"/>) or cannot be read (<see cref="InputFault.Unreadable"/>).</exception>
    public static VoiceActivityDetector FromFolder(VoiceActivityOptions options, params IReadOnlyList<string> folders)
    {
        var path = folders.Select(folder => Path.Combine(folder, SileroScorer.FileName)).FirstOrDefault(File.Exists);
        if (path is null)
            return new VoiceActivityDetector(options);

        using var file = InputFile.OpenRead(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        return new VoiceActivityDetector(options, new SileroScorer(path)) { ForeignModel = $"silero@{hash}" };
    }

    /// <summary>Detects speech.</summary>
    /// <param name="audio">One channel at any rate; read block by block.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <returns>Spans at <see cref="SampleRate"/>, in order, not overlapping, inside the audio; none where nobody speaks.</returns>
    public IReadOnlyList<SpeechSpan> Detect(ChannelAudio audio, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        var samples = audio.At(SampleRate).Length;
        var padding = (int)(_options.Padding.TotalSeconds * SampleRate);
        var heard = _finder.Find(_scorer.Score(audio, cancellationToken));
        var spans = SpanFitter.Fit(heard, _levels.Find(audio, cancellationToken)).Select(span => new SpeechSpan(
            Math.Max(0, (span.Start * SamplesPerFrame) - padding),
            Math.Min(samples, (span.End * SamplesPerFrame) + padding)));
        return SpanFinder.Join(spans, 0);
    }

    /// <summary>Lets go of a model's file.</summary>
    public void Dispose() => (_scorer as IDisposable)?.Dispose();

    private static VoiceActivityOptions Checked(VoiceActivityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options;
    }
}
