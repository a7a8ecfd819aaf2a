namespace CallQA.Coaching.Fairness;

/// <summary>What may be said about the scores of a group.</summary>
public enum FairnessVerdict
{
    /// <summary>Too few calls, or too few reviewed ones.</summary>
    NotEnoughCalls,

    /// <summary>At equal human scores chance explains what is left of the difference.</summary>
    NoClearDifference,

    /// <summary>At equal human scores the machine scores the group lower than the others.</summary>
    ScoredLower,

    /// <summary>At equal human scores the machine scores the group higher than the others.</summary>
    ScoredHigher,
}

/// <summary>A group's scores beside those of all other calls.</summary>
/// <param name="Measure">The score that is compared.</param>
/// <param name="Group">The group.</param>
/// <param name="Machine">The machine's scores of its calls.</param>
/// <param name="Difference">From the machine's scores of the others; people may differ for good reasons.</param>
/// <param name="Reviewed">Its calls that people scored, too.</param>
/// <param name="AtEqualHumanScores">The difference that remains between calls to which people gave the same score; null with too few of them.</param>
/// <param name="Verdict">What may be said.</param>
public sealed record GroupFairness(
    ReportMeasure Measure,
    string Group,
    Average Machine,
    Difference? Difference,
    int Reviewed,
    Difference? AtEqualHumanScores,
    FairnessVerdict Verdict);
