using CallQA.App.Search;

namespace CallQA.App.Dashboards;

/// <summary>Which calls a dashboard is about. What is null does not narrow.</summary>
/// <param name="Days">The days; their number tells whether days, weeks or months are shown.</param>
internal sealed record DashboardQuery(DayRange Days)
{
    /// <summary>Whose results are counted.</summary>
    public ScoreSource Scores { get; init; }

    /// <summary>Identifier of the agent.</summary>
    public string? Agent { get; init; }

    /// <summary>Telephone queue.</summary>
    public string? Queue { get; init; }

    public string? Team { get; init; }

    /// <summary>The reason of the call, else its wrap-up code.</summary>
    public string? Reason { get; init; }

    /// <summary>Calls that the reader has to score blind: their results are left out.</summary>
    public IReadOnlySet<string> Blind { get; init; } = CallCriteria.NoCalls;
}
