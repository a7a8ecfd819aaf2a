namespace CallQA.Coaching.Effects;

/// <summary>How the effect of coaching is estimated. The defaults are those documented in <c>docs/coaching.md</c>.</summary>
public sealed record EffectOptions
{
    /// <summary>Days before and after a session that are compared. The default is 28.</summary>
    public int Days { get; init; } = 28;

    /// <summary>Fewest calls of an agent before, and after. At least 1. The default is 5.</summary>
    public int MinimumCalls { get; init; } = 5;

    /// <summary>Uncoached agents that a coached one is compared with at most: those whose results before were nearest. The default is 5.</summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>
    /// How far an uncoached agent's mean before may lie from the coached one's, in standard deviations of the agents' means. Beyond it nobody is comparable: who begins lower
    /// rises by chance alone. The default is 0.5.
    /// </summary>
    public double Caliper { get; init; } = 0.5;

    /// <summary>Fewest coached agents for an interval. At least 3. The default is 5.</summary>
    public int MinimumAgents { get; init; } = 5;
}
