namespace CallQA.Coaching;

/// <summary>What a trend or a table row is about.</summary>
public enum ReportMeasure
{
    /// <summary>Weighted result of the scorecard, 0–100.</summary>
    Overall,

    /// <summary>1–5.</summary>
    Empathy,

    /// <summary>1–5.</summary>
    Courtesy,

    /// <summary>Share of calls resolved, 0–1.</summary>
    Resolution,

    /// <summary>Share of the calls with a customer who began upset that end in a good mood, 0–1.</summary>
    TurnedRound,
}

/// <summary>What may be said about a trend.</summary>
public enum TrendVerdict
{
    /// <summary>Less than two weeks with enough calls, or too few calls in all.</summary>
    NotEnoughCalls,

    /// <summary>The interval of the slope holds 0: the weeks differ no more than chance explains.</summary>
    NoClearChange,

    /// <summary>The whole interval of the slope is above 0.</summary>
    Rising,

    /// <summary>The whole interval of the slope is below 0.</summary>
    Falling,
}

/// <summary>One week of a trend.</summary>
/// <param name="Week">The week; the first and last may lie in the period in part only.</param>
/// <param name="N">Number of calls with a value.</param>
/// <param name="Mean">Their mean; null without values.</param>
public sealed record WeekValue(ReportWeek Week, int N, double? Mean);

/// <summary>A measure week by week.</summary>
/// <param name="Measure">What is measured, in its own unit.</param>
/// <param name="Weeks">All weeks of the period, in order, those without calls too.</param>
/// <param name="Verdict">What may be said.</param>
/// <param name="PerWeek">Slope of the least-squares line through the single calls, per week; null when nothing may be said.</param>
/// <param name="Interval">95 % interval of the slope.</param>
/// <param name="Change">The week since which the measure lies at another level; null where no step may be named.</param>
public sealed record Trend(
    ReportMeasure Measure,
    IReadOnlyList<WeekValue> Weeks,
    TrendVerdict Verdict,
    double? PerWeek,
    Interval? Interval,
    LevelChange? Change);
