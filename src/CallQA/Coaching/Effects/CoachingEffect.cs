namespace CallQA.Coaching.Effects;

/// <summary>What may be said about the effect of coaching.</summary>
public enum EffectVerdict
{
    /// <summary>Too few coached agents with enough calls and comparable colleagues.</summary>
    NotEnoughCalls,

    /// <summary>The interval holds 0: chance explains the difference.</summary>
    NoClearEffect,

    /// <summary>The whole interval is above 0.</summary>
    Better,

    /// <summary>The whole interval is below 0.</summary>
    Worse,
}

/// <summary>Why a coached agent is not in the estimate.</summary>
public enum Exclusion
{
    /// <summary>Too few calls before or after the session.</summary>
    TooFewCalls,

    /// <summary>No uncoached agent of the team began at a similar level.</summary>
    NobodyComparable,
}

/// <summary>An agent's calls before and after a moment.</summary>
/// <param name="Before">Mean and number of the calls before.</param>
/// <param name="After">Mean and number of the calls after.</param>
public sealed record Change(Average Before, Average After)
{
    /// <summary>After minus before.</summary>
    public double Value => After.Mean!.Value - Before.Mean!.Value;
}

/// <summary>One coached agent in the estimate.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="At">When the session was held.</param>
/// <param name="Own">The agent's own change.</param>
/// <param name="Compared">The uncoached agents compared with, nearest first.</param>
/// <param name="Usual">Their mean change over the same days.</param>
public sealed record AgentEffect(string AgentId, DateTimeOffset At, Change Own, IReadOnlyList<string> Compared, double Usual)
{
    /// <summary>How much more the agent changed than the comparable ones.</summary>
    public double Value => Own.Value - Usual;
}

/// <summary>The effect of coaching: how much more coached agents changed than comparable uncoached ones over the same days.</summary>
/// <param name="Verdict">What may be said.</param>
/// <param name="Effect">Mean difference of the changes with its 95 % interval; null where nothing may be said.</param>
/// <param name="Agents">The coached agents in the estimate, by date, then identifier.</param>
/// <param name="Excluded">The others, with the reason.</param>
/// <param name="Uncoached">Different agents they were compared with.</param>
public sealed record CoachingEffect(
    EffectVerdict Verdict,
    Difference? Effect,
    IReadOnlyList<AgentEffect> Agents,
    IReadOnlyList<(CoachedAgent Agent, Exclusion Why)> Excluded,
    int Uncoached);
