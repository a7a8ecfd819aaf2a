using CallQA.Transcription;

namespace CallQA.Coaching.Clips;

/// <summary>What is said in a clip.</summary>
public static class ClipWords
{
    /// <summary>The turns of the clip, each with those of its words that are heard in it.</summary>
    /// <param name="transcript">The call's transcript.</param>
    /// <param name="span">The clip; turns without times are in none.</param>
    /// <returns>Speaker and text; nothing else of the turns.</returns>
    public static IReadOnlyList<Turn> In(Transcript transcript, ClipSpan span) =>
    [
        .. transcript.Turns.Where(turn => turn is { Start: { } start, End: { } end } && start < span.End && end > span.Start)
            .Select(turn => new Turn(turn.Speaker, Heard(turn, span))).Where(turn => turn.Text.Length > 0),
    ];

    // A word belongs to the clip that its middle is in; of a turn without times of its words nobody knows which, so that it is told whole.
    private static string Heard(Turn turn, ClipSpan span) => turn.Words is not { Count: > 0 } words
        ? turn.Text
        : string.Join(' ', words.Where(word => (word.Start + word.End) / 2 is var middle && middle >= span.Start && middle <= span.End).Select(word => word.Text.Trim()));
}
