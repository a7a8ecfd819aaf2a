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
    public static IReadOnlyList<Turn> Merge(IEnumerable<Turn> segments, TimeSpan longestPause, int? longestText = null) =>
        [.. Merge(segments.Select(segment => new VoicedTurn((int)segment.Speaker, segment)), longestPause, longestText).Select(voiced => voiced.Turn)];

    /// <summary>The same for voices, which may be more than there are roles.</summary>
    /// <param name="segments">Segments with times, in any order.</param>
    /// <param name="longestPause">Longest pause inside a turn.</param>
    /// <param name="longestText">Most characters of a joined turn; null for any number.</param>
    /// <returns>Turns ordered by start, then end.</returns>
    public static IReadOnlyList<VoicedTurn> Merge(IEnumerable<VoicedTurn> segments, TimeSpan longestPause, int? longestText = null)
    {
        var ordered = segments.OrderBy(segment => segment.Turn.Start).ThenBy(segment => segment.Turn.End).ToList();
        var turns = new List<VoicedTurn>();
        foreach (var segment in ordered)
        {
            var last = turns.FindLastIndex(turn => turn.Voice == segment.Voice);
            if (last >= 0 && !(turns[last].Turn.Text.Length + 1 + segment.Turn.Text.Length > longestText) && Continues(turns[last], segment, longestPause, ordered))
                turns[last] = turns[last] with { Turn = Join(turns[last].Turn, segment.Turn) };
            else
                turns.Add(segment);
        }

        return turns;
    }

    private static bool Continues(VoicedTurn turn, VoicedTurn segment, TimeSpan longestPause, List<VoicedTurn> all) =>
        segment.Turn.Start - turn.Turn.End <= longestPause
        && !all.Exists(other => other.Voice != turn.Voice && other.Turn.Start < segment.Turn.Start && other.Turn.End > turn.Turn.End);

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
