namespace CallQA.Coaching.Fairness;

/// <summary>The scale that is looked at, and the thresholds. Documented in <c>docs/coaching.md</c>.</summary>
public sealed record FairnessOptions
{
    /// <summary>Least score of the scale.</summary>
    public required double Least { get; init; }

    /// <summary>Greatest score of the scale.</summary>
    public required double Greatest { get; init; }

    /// <summary>Width of the bands in which human scores count as equal: 1 for scores 1–5, 10 for results 0–100.</summary>
    public required double Band { get; init; }

    /// <summary>Fewest calls of a group, and fewest reviewed ones. The default is 20.</summary>
    public int MinimumCalls { get; init; } = 20;
}
