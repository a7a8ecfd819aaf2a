using CallQA.Measurement;

namespace CallQA.Scoring;

/// <summary>What a classifier takes one turn to be.</summary>
/// <param name="Label">The likeliest label, as spelled in the rubric.</param>
/// <param name="Probability">Its probability, 0–1.</param>
public sealed record TurnLabel(string Label, double Probability);

/// <summary>The turn-level labels of one turn; agent turns carry the first three, customer turns the last two.</summary>
/// <param name="Turn">Index of the turn in the transcript, from 0.</param>
/// <param name="Empathy"><c>strong</c>, <c>weak</c>, <c>none</c> or <c>dismissive</c>.</param>
/// <param name="Courtesy"><c>courteous</c>, <c>neutral</c> or <c>discourteous</c>.</param>
/// <param name="Act">The agent's main dialogue act, for example <c>greeting</c>, <c>hold</c>, <c>solving</c>.</param>
/// <param name="Emotion">The customer's emotion, for example <c>frustrated</c>.</param>
/// <param name="Outcome"><c>confirms</c>, <c>rejects</c> or <c>none</c>.</param>
public sealed record TurnReading(
    int Turn,
    TurnLabel? Empathy,
    TurnLabel? Courtesy,
    TurnLabel? Act,
    TurnLabel? Emotion,
    TurnLabel? Outcome);

/// <summary>All that the trained models say about a call.</summary>
/// <param name="Scores">The three criteria.</param>
/// <param name="Turns">One entry a turn, in the transcript's order.</param>
/// <param name="Model">Version of the models, with their content hash.</param>
public sealed record CallReading(CallScores Scores, IReadOnlyList<TurnReading> Turns, string Model)
{
    /// <summary>What the call was found to be spoken in; null where the reader did not look.</summary>
    public SpokenLanguage? Spoken { get; init; }
}
