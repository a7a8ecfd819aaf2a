namespace CallQA.Engines.Scoring.Features;

/// <summary>A call as the call models see it: its words and what the turn models say about them.</summary>
/// <param name="Dialogue">The words.</param>
/// <param name="Signals">One signal a turn of the dialogue.</param>
/// <param name="Words">By criterion, the known words of every turn of the dialogue, see <see cref="CallWords"/>.</param>
internal sealed record PreparedCall(
    Dialogue Dialogue, CallSignals Signals, IReadOnlyDictionary<string, IReadOnlyList<int[]>> Words)
{
    /// <summary>How many turns the call has, those included that are thought away.</summary>
    public int Length { get; init; } = Dialogue.Turns.Count;

    /// <summary>
    /// The call as one criterion sees it if one turn had not been said. Its length stays: what a turn says shall count, not that it is one more.
    /// </summary>
    public PreparedCall Without(int turn, string criterion) => new(
        Dialogue with { Turns = Rest(Dialogue.Turns, turn) },
        Signals with { Turns = Rest(Signals.Turns, turn) },
        new Dictionary<string, IReadOnlyList<int[]>> { [criterion] = Rest(Words[criterion], turn) })
    {
        Length = Length,
    };

    private static List<T> Rest<T>(IReadOnlyList<T> turns, int without)
    {
        var rest = new List<T>(turns);
        rest.RemoveAt(without);
        return rest;
    }
}
