using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;

namespace CallQA.Engines.Scoring.Training;

/// <summary>Shortens a labelled call by turns that the reviewers found plain.</summary>
internal static class PlainTurns
{
    private const int KeptAtStart = 2;
    private const int KeptAtEnd = 3;

    /// <summary>Drops plain agent turns with the plain customer turns before them, keeping every n-th.</summary>
    public static CallSignals Drop(LabelledConversation call, CallSignals signals, int keepEvery)
    {
        var dropped = new HashSet<int>();
        var plain = 0;
        for (var turn = KeptAtStart; turn < call.Turns.Count - KeptAtEnd; turn++)
        {
            if (call.Turns[turn] is not { Empathy: "none", Courtesy: "neutral" } || ++plain % keepEvery == 0)
                continue;
            dropped.Add(turn);
            if (call.Turns[turn - 1] is { Emotion: "neutral", Outcome: "none" })
                dropped.Add(turn - 1);
        }

        return signals with { Turns = [.. signals.Turns.Where((_, turn) => !dropped.Contains(turn))] };
    }
}
