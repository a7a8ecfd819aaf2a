using CallQA.Transcription;

namespace CallQA.Measurement;

/// <summary>An uninterrupted stretch of time.</summary>
internal readonly record struct Stretch(TimeSpan Start, TimeSpan End)
{
    public TimeSpan Length => End - Start;

    /// <summary>True when a moment lies strictly inside.</summary>
    public bool Spans(TimeSpan moment) => Start < moment && moment < End;
}

/// <summary>Arithmetic on stretches that are disjoint and ordered by start, exact to the tick.</summary>
internal static class Stretches
{
    /// <summary>Where a speaker is heard: their turns inside the recording, overlapping and touching ones joined.</summary>
    public static IReadOnlyList<Stretch> Of(IEnumerable<Turn> turns, TimeSpan duration) =>
        Join(turns
            .Select(turn => new Stretch(Clip(turn.Start!.Value, duration), Clip(turn.End!.Value, duration)))
            .Where(stretch => stretch.Start < stretch.End));

    /// <summary>The union of any stretches.</summary>
    public static IReadOnlyList<Stretch> Join(IEnumerable<Stretch> stretches)
    {
        var joined = new List<Stretch>();
        foreach (var stretch in stretches.OrderBy(stretch => stretch.Start))
        {
            if (joined.Count > 0 && stretch.Start <= joined[^1].End)
                joined[^1] = joined[^1] with { End = Later(joined[^1].End, stretch.End) };
            else
                joined.Add(stretch);
        }

        return joined;
    }

    /// <summary>Where both are heard.</summary>
    public static IReadOnlyList<Stretch> Overlap(IReadOnlyList<Stretch> one, IReadOnlyList<Stretch> other)
    {
        var overlaps = new List<Stretch>();
        for (int i = 0, j = 0; i < one.Count && j < other.Count;)
        {
            var both = new Stretch(Later(one[i].Start, other[j].Start), Earlier(one[i].End, other[j].End));
            if (both.Start < both.End)
                overlaps.Add(both);
            if (one[i].End < other[j].End)
                i++;
            else
                j++;
        }

        return overlaps;
    }

    /// <summary>The gaps of the recording, those before the first and after the last stretch included.</summary>
    public static IEnumerable<Stretch> Gaps(IReadOnlyList<Stretch> stretches, TimeSpan duration)
    {
        var from = TimeSpan.Zero;
        foreach (var stretch in stretches)
        {
            if (from < stretch.Start)
                yield return new Stretch(from, stretch.Start);
            from = stretch.End;
        }

        if (from < duration)
            yield return new Stretch(from, duration);
    }

    /// <summary>Sum of the lengths.</summary>
    public static TimeSpan Total(this IEnumerable<Stretch> stretches) =>
        TimeSpan.FromTicks(stretches.Sum(stretch => stretch.Length.Ticks));

    private static TimeSpan Clip(TimeSpan moment, TimeSpan duration) => Earlier(Later(moment, TimeSpan.Zero), duration);

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
