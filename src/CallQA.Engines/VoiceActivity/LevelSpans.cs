using CallQA.Recordings;

namespace CallQA.Engines.VoiceActivity;

/// <summary>Finds what stands out from the noise and is no pure tone: speech with its exact ends, but music too.</summary>
internal sealed class LevelSpans(VoiceActivityOptions options)
{
    /// <summary>Decibels above the noise floor.</summary>
    private const float Lift = 8;
    private const float TonalShare = 0.95f;

    /// <summary>Frames: an onset or a click smears over three at most.</summary>
    private const int ShortestRun = 4;

    private enum FrameKind
    {
        Background,
        Tone,
        Speech,
    }

    /// <summary>Spans in frames of 10 ms, in order.</summary>
    public List<SpeechSpan> Find(ChannelAudio audio, CancellationToken cancellationToken)
    {
        var kinds = Classify(FrameFeatures.Of(audio.At(VoiceActivityDetector.SampleRate), cancellationToken));
        var runs = Runs(kinds);
        var spans = SpanFinder.Join(runs, Frames(options.ShortestPause));
        spans.RemoveAll(span =>
            span.Length < Frames(options.ShortestSpeech)
            || IsSignalling(kinds, span)
            || !runs.Exists(run => run.Length >= ShortestRun && run.Start >= span.Start && run.End <= span.End));
        return spans;
    }

    private static int Frames(TimeSpan time) => (int)Math.Round(time.TotalSeconds * 100);

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

    private FrameKind[] Classify(FrameFeatures features)
    {
        var floor = NoiseFloor.Of(features.Level);
        var kinds = new FrameKind[floor.Length];
        for (var i = 0; i < kinds.Length; i++)
        {
            if (features.Level[i] > floor[i] + Lift && features.Level[i] > options.QuietestDecibels)
                kinds[i] = features.Tonality[i] < TonalShare ? FrameKind.Speech : FrameKind.Tone;
        }

        return kinds;
    }
}
