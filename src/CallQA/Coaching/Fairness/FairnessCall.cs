namespace CallQA.Coaching.Fairness;

/// <summary>One call's score and who was scored.</summary>
/// <param name="Group">The group it is of, within one grouping (a team, a language …).</param>
/// <param name="Machine">The machine's score; of resolution 1 for resolved, else 0.</param>
/// <param name="Human">A reviewer's score of the same call on the same scale, of resolution 0.5 for partly; null where nobody gave one.</param>
public sealed record FairnessCall(string Group, double Machine, double? Human);
