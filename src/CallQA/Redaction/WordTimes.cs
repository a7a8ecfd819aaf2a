using CallQA.Transcription;

namespace CallQA.Redaction;

/// <summary>
/// When the words of a turn's text are said. Where the turn has no times of words, or they do not fit its text, every word may be said at any time of
/// the turn.
/// </summary>
internal sealed class WordTimes
{
    private readonly Turn turn;
    private readonly (int First, int Last)?[] spoken;

    public WordTimes(Turn turn)
    {
        this.turn = turn;
        var text = PieceReader.Words(turn.Text);
        spoken = new (int, int)?[text.Count];
        var cursor = 0;
        for (var word = 0; word < (turn.Words?.Count ?? 0); word++)
        {
            var sought = turn.Words![word].Text.Trim();
            var at = sought.Length == 0 ? -1 : turn.Text.IndexOf(sought, cursor, StringComparison.Ordinal);
            if (at < 0) continue;
            cursor = at + sought.Length;
            for (var place = 0; place < text.Count; place++)
            {
                if (text[place].Index >= cursor || text[place].Index + text[place].Length <= at) continue;
                spoken[place] = spoken[place] is var (first, _) ? (first, word) : (word, word);
            }
        }
    }

    /// <summary>The times of the words from one to another of the text.</summary>
    public (TimeSpan? Start, TimeSpan? End) Of(int first, int last) => Spoken(first, last) is var (from, to)
        ? (turn.Words![from].Start, turn.Words.Skip(from).Take(to - from + 1).Max(word => word.End))
        : (turn.Start, turn.End);

    /// <summary>The words of the turn that make up those of the text; null where one of them is unknown.</summary>
    public (int First, int Last)? Spoken(int first, int last) =>
        spoken[first] is var (from, _) && spoken[last] is var (_, to) && spoken[first..(last + 1)].All(word => word is not null) ? (from, to) : null;
}
