namespace CallQA.Transcription;

/// <summary>Puts segments of all channels in order and joins what one speaker says in one go.</summary>
public static class TurnMerger
{
    /// <summary>
    /// Joins segments of one speaker whose pause is at most <paramref name="longestPause"/> and during whose pause nobody else
    /// speaks. What the other speaker says meanwhile stays a turn of its own, so turns may overlap.
    /// </summary>
    /// <param name="segments">Segments with times, in any order.</param>
    /// <param name="longestPause">Longest pause inside a turn.</param>
    /// <param name="longestText">Most characters of a joined turn; null for any number.</param>
    /// <returns>Turns ordered by start, then end.</returns>
    public static IReadOnlyList<Turn> Merge(IEnumerable<Turn> segments, TimeSpan longestPause, int? longestText = null)
    {
        var ordered = segments.OrderBy(turn => turn.Start).ThenBy(turn => turn.End).ToList();
        var turns = new List<Turn>();
        foreach (var segment in ordered)
        {
            var last = turns.FindLastIndex(turn => turn.Speaker == segment.Speaker);
            if (last >= 0 && !(turns[last].Text.Length + 1 + segment.Text.Length > longestText) && Continues(turns[last], segment, longestPause, ordered))
                turns[last] = Join(turns[last], segment);
            else
                turns.Add(segment);
        }

        return turns;
    }

    private static bool Continues(Turn turn, Turn segment, TimeSpan longestPause, List<Turn> all) =>
        segment.Start - turn.End <= longestPause
        && !all.Exists(other => other.Speaker != turn.Speaker && other.Start < segment.Start && other.End > turn.End);

    private static Turn Join(Turn turn, Turn segment) => turn with
    {
        Text = $"{turn.Text} {segment.Text}",
        End = segment.End > turn.End ? segment.End : turn.End,
        Confidence = Weigh(turn, segment),
        Words = turn.Words is { } words && segment.Words is { } more ? [.. words, .. more] : null,
    };

    /// <summary>Mean confidence weighted by length of text.</summary>
    private static double? Weigh(Turn turn, Turn segment) => turn.Confidence is { } a && segment.Confidence is { } b
        ? ((a * turn.Text.Length) + (b * segment.Text.Length)) / Math.Max(1, turn.Text.Length + segment.Text.Length)
        : turn.Confidence ?? segment.Confidence;
}
