namespace CallQA.Coaching;

/// <summary>The conversation metrics a report shows; definitions in <c>docs/metrics.md</c>.</summary>
public enum ReportMetric
{
    /// <summary>Length of the recording, in seconds.</summary>
    Duration,

    /// <summary>Agent's share of the talk time, 0–1.</summary>
    TalkRatio,

    /// <summary>Agent's words per minute.</summary>
    WordsPerMinute,

    /// <summary>From the start of the recording to the agent's first word, in seconds.</summary>
    FirstResponse,

    /// <summary>Mean pause before the agent's answer, in seconds.</summary>
    ResponseLatency,

    /// <summary>Agent's longest stretch without the customer, in seconds.</summary>
    LongestMonologue,

    /// <summary>Times the agent interrupts, per call.</summary>
    Interruptions,

    /// <summary>Share of the recording in which nobody speaks, 0–1.</summary>
    SilenceShare,

    /// <summary>Unannounced long silence per call, in seconds.</summary>
    DeadAir,

    /// <summary>Announced holds per call.</summary>
    Holds,

    /// <summary>Announced hold time per call, in seconds.</summary>
    HoldTime,

    /// <summary>Time per call with both speaking, in seconds.</summary>
    Overtalk,
}

/// <summary>A conversation metric beside that of the others.</summary>
/// <param name="Metric">What is measured.</param>
/// <param name="Own">The subject's mean and number of calls.</param>
/// <param name="Others">The others'.</param>
public sealed record MetricComparison(ReportMetric Metric, Average Own, Average Others);
