namespace CallQA.Engines.VoiceActivity;

/// <summary>Gives what the network takes for speech the ends that the level shows, where the line is clean enough to show any.</summary>
internal static class SpanFitter
{
    /// <summary>Share of a span that must stand out for the level's ends to be trusted.</summary>
    private const double Clean = 0.85;

    /// <summary>Frames of a span that stand out at the least: noise alone never does.</summary>
    private const int Least = 10;

    /// <summary>Fits spans, all in frames and in order.</summary>
    /// <param name="heard">What the network takes for speech.</param>
    /// <param name="loud">What stands out from the noise.</param>
    public static List<SpeechSpan> Fit(IReadOnlyList<SpeechSpan> heard, IReadOnlyList<SpeechSpan> loud)
    {
        var fitted = new List<SpeechSpan>();
        var next = 0;
        foreach (var span in heard)
        {
            while (next < loud.Count && loud[next].End <= span.Start)
                next++;
            var (common, end) = (0, next);
            for (; end < loud.Count && loud[end].Start < span.End; end++)
                common += Math.Min(span.End, loud[end].End) - Math.Max(span.Start, loud[end].Start);
            if (common < Math.Min(Least, span.Length))
                continue;
            if (common >= Clean * span.Length && loud[end - 1].End - loud[next].Start < span.Length + Slack)
                fitted.AddRange(loud.Skip(next).Take(end - next));
            else
                fitted.Add(span);
        }

        return SpanFinder.Join(fitted.OrderBy(span => span.Start), 0);
    }

    /// <summary>Frames by which the level's spans may be longer in all: more is music around the speech.</summary>
    private const int Slack = 100;
}
