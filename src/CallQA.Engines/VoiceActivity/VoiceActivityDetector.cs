using CallQA.Engines.Whisper.Audio;
using CallQA.Recordings;

namespace CallQA.Engines.VoiceActivity;

/// <summary>Finds speech by level and spectrum, without a trained model. Safe for concurrent use.</summary>
/// <param name="options">What counts as speech.</param>
public sealed class VoiceActivityDetector(VoiceActivityOptions options)
{
    /// <summary>Samples per second the detector works at.</summary>
    public const int SampleRate = LogMel.SampleRate;

    private const int FramesPerSecond = SampleRate / ShortTimeSpectrum.Hop;
    private const float TonalShare = 0.95f;

    /// <summary>Frames: an onset or a click smears over three at most.</summary>
    private const int ShortestRun = 4;

    private enum FrameKind
    {
        Background,
        Tone,
        Speech,
    }

    /// <summary>Detects speech.</summary>
    /// <param name="audio">One channel at any rate; read block by block.</param>
    /// <returns>Spans at <see cref="SampleRate"/>, in order, not overlapping, inside the audio; none where nobody speaks.</returns>
    public IReadOnlyList<SpeechSpan> Detect(ChannelAudio audio)
    {
        audio = audio.At(SampleRate);
        var features = FrameFeatures.Of(audio);
        var kinds = Classify(features);
        var runs = Runs(kinds);
        var spans = Join(runs, Frames(options.ShortestPause));
        spans.RemoveAll(span =>
            span.Length < Frames(options.ShortestSpeech)
            || IsSignalling(kinds, span)
            || !runs.Exists(run => run.Length >= ShortestRun && run.Start >= span.Start && run.End <= span.End));
        return Pad(spans, audio.Length);
    }

    private static int Frames(TimeSpan time) => (int)Math.Round(time.TotalSeconds * FramesPerSecond);

    private static List<SpeechSpan> Runs(FrameKind[] kinds)
    {
        var spans = new List<SpeechSpan>();
        for (var i = 0; i < kinds.Length; i++)
        {
            var start = i;
            while (i < kinds.Length && kinds[i] == FrameKind.Speech)
                i++;
            if (i > start)
                spans.Add(new SpeechSpan(start, i));
        }

        return spans;
    }

    /// <summary>True when a span holds more of pure tones than of speech: key presses, whose edges are no tones.</summary>
    private static bool IsSignalling(FrameKind[] kinds, SpeechSpan span)
    {
        var frames = kinds.AsSpan(span.Start, span.Length);
        return frames.Count(FrameKind.Tone) > frames.Count(FrameKind.Speech);
    }

    private static List<SpeechSpan> Join(List<SpeechSpan> spans, int gap)
    {
        var joined = new List<SpeechSpan>();
        foreach (var span in spans)
        {
            if (joined.Count > 0 && span.Start - joined[^1].End <= gap)
                joined[^1] = joined[^1] with { End = span.End };
            else
                joined.Add(span);
        }

        return joined;
    }

    private FrameKind[] Classify(FrameFeatures features)
    {
        var floor = NoiseFloor.Of(features.Level);
        var kinds = new FrameKind[floor.Length];
        for (var i = 0; i < kinds.Length; i++)
        {
            if (features.Level[i] > floor[i] + options.ThresholdDecibels && features.Level[i] > options.QuietestDecibels)
                kinds[i] = features.Tonality[i] < TonalShare ? FrameKind.Speech : FrameKind.Tone;
        }

        return kinds;
    }

    private List<SpeechSpan> Pad(List<SpeechSpan> frames, int samples)
    {
        var padding = (int)(options.Padding.TotalSeconds * SampleRate);
        var spans = frames.ConvertAll(span => new SpeechSpan(
            Math.Max(0, (span.Start * ShortTimeSpectrum.Hop) - padding),
            Math.Min(samples, (span.End * ShortTimeSpectrum.Hop) + padding)));
        return Join(spans, 0);
    }
}
