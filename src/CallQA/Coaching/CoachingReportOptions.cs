namespace CallQA.Coaching;

/// <summary>The thresholds of a report. The defaults are those documented in <c>docs/reports.md</c>.</summary>
public sealed record CoachingReportOptions
{
    /// <summary>Fewest calls for an interval, a comparison, a strength or a weakness. At least 2. The default is 5.</summary>
    public int MinimumCalls { get; init; } = 5;

    /// <summary>Fewest calls for a statement about a trend. At least 3. The default is 10.</summary>
    public int MinimumTrendCalls { get; init; } = 10;

    /// <summary>Fewest calls in a week for the week to count as one of the two a trend needs. The default is 3.</summary>
    public int MinimumWeekCalls { get; init; } = 3;

    /// <summary>What a question should reach, in percent of its points, 0–100. The default is 80.</summary>
    public double TargetPercent { get; init; } = 80;

    /// <summary>Most strengths, and most weaknesses, named. The default is 3.</summary>
    public int Findings { get; init; } = 3;

    /// <summary>Most quotes for, and most against, per criterion. The default is 3.</summary>
    public int Quotes { get; init; } = 3;
}
