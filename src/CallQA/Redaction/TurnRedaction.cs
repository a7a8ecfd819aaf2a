using CallQA.Transcription;

namespace CallQA.Redaction;

/// <summary>Puts marks in place of the findings of one turn.</summary>
internal static class TurnRedaction
{
    private const string Around = "\"'()[].,;:!?…";

    /// <param name="turn">The turn.</param>
    /// <param name="findings">Its findings in order, none of them overlapping.</param>
    /// <param name="language">Language of the marks, ISO 639-1.</param>
    public static Turn Apply(Turn turn, IReadOnlyList<Finding> findings, string language)
    {
        if (findings.Count == 0) return turn;
        var (text, words, times) = (turn.Text, turn.Words?.ToList(), new WordTimes(turn));
        foreach (var finding in findings.Reverse())
        {
            var last = finding.FirstWord + finding.WordCount - 1;
            var places = PieceReader.Words(turn.Text);
            var from = places[finding.FirstWord].Index;
            var until = places[last].Index + places[last].Length;
            var mark = Mark(turn.Text[from..until], finding.Kind, language);
            text = text[..from] + mark + text[until..];
            words = words is not null && times.Spoken(finding.FirstWord, last) is var (first, final) ? Replaced(words, first, final, mark) : null;
        }

        return turn with { Text = text, Words = words };
    }

    // Where the words do not fit the text they could still hold what was found.
    private static List<Word> Replaced(List<Word> words, int first, int last, string mark)
    {
        var gone = words.GetRange(first, last - first + 1);
        words.RemoveRange(first, gone.Count);
        words.Insert(first, new Word(mark, gone[0].Start, gone.Max(word => word.End), gone.Average(word => word.Confidence)));
        return words;
    }

    // The punctuation behind stays, so that sentences still end where they did.
    private static string Mark(string said, PersonalDataKind kind, string language)
    {
        var end = said[said.TrimEnd(Around.ToCharArray()).Length..];
        return Marks.Of(kind, language) + end;
    }
}
