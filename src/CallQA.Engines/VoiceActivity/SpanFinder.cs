namespace CallQA.Engines.VoiceActivity;

/// <summary>Makes spans of frames' odds: what is surely speech, together with what is around it and may be.</summary>
internal sealed class SpanFinder(VoiceActivityOptions options)
{
    private const int FramesPerSecond = 100;
    private readonly float _begins = LogOdds(options.Threshold);
    private readonly float _goesOn = LogOdds(options.Threshold - options.Hysteresis);

    /// <summary>Spans in frames, in order, not padded.</summary>
    public List<SpeechSpan> Find(ReadOnlySpan<float> odds)
    {
        var spans = Join(Runs(odds), Frames(options.ShortestPause));
        for (var i = spans.Count - 1; i >= 0; i--)
        {
            if (!IsSpeech(odds[spans[i].Start..spans[i].End]))
                spans.RemoveAt(i);
        }

        return spans;
    }

    /// <summary>Joins spans with no more than <paramref name="gap"/> between them.</summary>
    public static List<SpeechSpan> Join(IEnumerable<SpeechSpan> spans, int gap)
    {
        var joined = new List<SpeechSpan>();
        foreach (var span in spans)
        {
            if (joined.Count > 0 && span.Start - joined[^1].End <= gap)
                joined[^1] = joined[^1] with { End = Math.Max(joined[^1].End, span.End) };
            else
                joined.Add(span);
        }

        return joined;
    }

    private static int Frames(TimeSpan time) => (int)Math.Round(time.TotalSeconds * FramesPerSecond);

    private static float LogOdds(double probability) => (float)Math.Log(probability / (1 - probability));

    private bool IsSpeech(ReadOnlySpan<float> odds)
    {
        var sure = 0;
        foreach (var value in odds)
            sure += value > _begins ? 1 : 0;
        return sure >= Frames(options.ShortestSpeech);
    }

    private List<SpeechSpan> Runs(ReadOnlySpan<float> odds)
    {
        var runs = new List<SpeechSpan>();
        for (var i = 0; i < odds.Length; i++)
        {
            var (start, highest) = (i, float.MinValue);
            for (; i < odds.Length && odds[i] > _goesOn; i++)
                highest = Math.Max(highest, odds[i]);
            if (highest > _begins)
                runs.Add(new SpeechSpan(start, i));
        }

        return runs;
    }
}
