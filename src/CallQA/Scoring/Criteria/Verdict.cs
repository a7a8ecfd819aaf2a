namespace CallQA.Scoring.Criteria;

/// <summary>What a rule says about a call.</summary>
/// <param name="Choice">One of the rule's outcomes; null when it cannot be applied to this call.</param>
/// <param name="Reason">Why, with the numbers.</param>
/// <param name="Turns">The turns that show it, by index.</param>
/// <param name="Confidence">0–1: 1 for what was counted, less where a label or the hearing is unsure.</param>
internal sealed record Verdict(string? Choice, Reason Reason, IReadOnlyList<int> Turns, double Confidence = 1)
{
    public const string YesChoice = "yes";
    public const string PartlyChoice = "partly";
    public const string NoChoice = "no";

    public static Verdict Yes(Reason reason, params IEnumerable<int> turns) => new(YesChoice, reason, [.. turns]);

    public static Verdict Partly(Reason reason, params IEnumerable<int> turns) => new(PartlyChoice, reason, [.. turns]);

    public static Verdict No(Reason reason, params IEnumerable<int> turns) => new(NoChoice, reason, [.. turns]);

    public static Verdict NotApplicable(Reason reason) => new(null, reason, []);
}
