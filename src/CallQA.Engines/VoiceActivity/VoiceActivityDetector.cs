using CallQA.Engines.Whisper.Audio;

namespace CallQA.Engines.VoiceActivity;

/// <summary>Finds speech by level and spectrum, without a trained model. Safe for concurrent use.</summary>
/// <param name="options">What counts as speech.</param>
public sealed class VoiceActivityDetector(VoiceActivityOptions options)
{
    /// <summary>Samples per second the detector works at.</summary>
    public const int SampleRate = LogMel.SampleRate;

    private const int FramesPerSecond = SampleRate / ShortTimeSpectrum.Hop;
    private const float TonalShare = 0.95f;

    /// <summary>Detects speech.</summary>
    /// <param name="audio">One channel at 16 kHz.</param>
    /// <returns>Spans in order, not overlapping, inside the audio; none where nobody speaks.</returns>
    public IReadOnlyList<SpeechSpan> Detect(ReadOnlySpan<float> audio)
    {
        var features = FrameFeatures.Of(audio);
        var active = FindActive(features);
        var spans = Runs(active);
        spans = Join(spans, Frames(options.ShortestPause));
        spans.RemoveAll(span => span.Length < Frames(options.ShortestSpeech));
        return Pad(spans, audio.Length);
    }

    private static int Frames(TimeSpan time) => (int)Math.Round(time.TotalSeconds * FramesPerSecond);

    private static List<SpeechSpan> Runs(bool[] active)
    {
        var spans = new List<SpeechSpan>();
        for (var i = 0; i < active.Length; i++)
        {
            if (!active[i])
                continue;
            var start = i;
            while (i < active.Length && active[i])
                i++;
            spans.Add(new SpeechSpan(start, i));
        }

        return spans;
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

    private bool[] FindActive(FrameFeatures features)
    {
        var floor = NoiseFloor.Of(features.Level);
        var active = new bool[floor.Length];
        for (var i = 0; i < active.Length; i++)
        {
            active[i] = features.Level[i] > floor[i] + options.ThresholdDecibels
                && features.Level[i] > options.QuietestDecibels
                && features.Tonality[i] < TonalShare;
        }

        return active;
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
