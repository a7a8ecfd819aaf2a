using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Reading;

/// <summary>A quotable part of a turn.</summary>
/// <param name="Offset">Where it begins in the turn's text, in characters.</param>
/// <param name="Text">The words.</param>
internal sealed record Passage(int Offset, string Text)
{
    /// <summary>When it is said, taking every character of the turn's text to last as long as any other.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="length">Length of the turn's text, in characters; at least the passage's end.</param>
    public (TimeSpan? Start, TimeSpan? End) Times(Turn turn, int length)
    {
        if (turn is not { Start: { } start, End: { } end })
            return (turn.Start, turn.End);
        return (At(Offset), At(Offset + Text.Length));

        TimeSpan At(int offset) => start + ((end - start) * ((double)offset / length));
    }
}
