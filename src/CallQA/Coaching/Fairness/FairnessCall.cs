namespace CallQA.Coaching.Fairness;

/// <summary>One call's score and who was scored.</summary>
/// <param name="Group">The group it is of, within one grouping (a team, a language …).</param>
/// <param name="Machine">The machine's score.</param>
/// <param name="Human">A reviewer's score of the same call on the same scale; null where nobody reviewed it.</param>
public sealed record FairnessCall(string Group, double Machine, double? Human);
