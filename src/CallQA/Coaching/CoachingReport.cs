namespace CallQA.Coaching;

/// <summary>
/// What the evaluations of a period say about an agent or a team. Every number names how many calls it rests on, and
/// <see cref="Calls"/> lists those calls. "The others" are the calls the subject is compared with: for an agent the rest of
/// the team, for a team the other teams, for everyone nobody.
/// </summary>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Period">The days it covers.</param>
/// <param name="Form">The scorecard's order and wording.</param>
/// <param name="Options">The thresholds it was made with.</param>
/// <param name="Counts">How many calls, and in what state.</param>
/// <param name="Overall">Weighted result of the scorecard, 0–100.</param>
/// <param name="Empathy">1–5.</param>
/// <param name="Courtesy">1–5.</param>
/// <param name="Resolution">How the calls ended.</param>
/// <param name="TurnAround">How the calls of upset customers ended.</param>
/// <param name="Trends">One entry a measure: overall, empathy, courtesy, resolution, turned round.</param>
/// <param name="Sections">One entry a section of the form, with its questions.</param>
/// <param name="Strengths">Best first; never from too few calls.</param>
/// <param name="Weaknesses">Most to gain first; never from too few calls.</param>
/// <param name="Quotes">One entry a criterion.</param>
/// <param name="Metrics">One entry a conversation metric that was measured at least once.</param>
/// <param name="Examples">Up to three calls to learn from, all different.</param>
/// <param name="Agents">One entry an agent, by name; empty in an agent's own report.</param>
/// <param name="Models">Versions of the models behind the evaluations.</param>
/// <param name="Calls">All the subject's calls of the period, by start.</param>
public sealed record CoachingReport(
    ReportSubject Subject,
    ReportPeriod Period,
    ReportForm Form,
    CoachingReportOptions Options,
    CallCounts Counts,
    Measure Overall,
    RatingSummary Empathy,
    RatingSummary Courtesy,
    ResolutionSummary Resolution,
    TurnAroundSummary TurnAround,
    IReadOnlyList<Trend> Trends,
    IReadOnlyList<SectionSummary> Sections,
    IReadOnlyList<Finding> Strengths,
    IReadOnlyList<Finding> Weaknesses,
    IReadOnlyList<CriterionQuotes> Quotes,
    IReadOnlyList<MetricComparison> Metrics,
    IReadOnlyList<ExampleCall> Examples,
    IReadOnlyList<AgentRow> Agents,
    IReadOnlyList<string> Models,
    IReadOnlyList<CallRow> Calls)
{
    /// <summary>Goals of coaching in the period: the agent's, or those of all agents in the report.</summary>
    public IReadOnlyList<Sessions.ReportGoal> Goals { get; init; } = [];

    /// <summary>The calls that a person has to look at, by start.</summary>
    public IEnumerable<CallRow> NeedingReview => Calls.Where(call => call.State == CallState.NeedsReview);
}

/// <summary>How many calls, and in what state. Every call is counted once in the total.</summary>
/// <param name="Total">All the subject's calls of the period.</param>
/// <param name="Evaluated">With an evaluation, whether or not it needs review.</param>
/// <param name="NeedReview">Those of the evaluated that a person has to look at.</param>
/// <param name="Waiting">Not evaluated yet.</param>
/// <param name="Quarantined">Set aside, and not evaluated.</param>
/// <param name="ByHuman">Those of the evaluated that a person has reviewed.</param>
public sealed record CallCounts(int Total, int Evaluated, int NeedReview, int Waiting, int Quarantined, int ByHuman);

/// <summary>A mean of the subject beside that of the others.</summary>
/// <param name="Own">The subject's.</param>
/// <param name="Others">The others'.</param>
/// <param name="Difference">Own minus others; null where either has no value.</param>
public sealed record Measure(Average Own, Average Others, Difference? Difference)
{
    internal static Measure Of(Average own, Average others) => new(own, others, Estimate.Compare(own, others));
}

/// <summary>A criterion scored 1–5.</summary>
/// <param name="Mean">Mean score.</param>
/// <param name="Distribution">Number of calls with score 1, 2, 3, 4 and 5, in this order.</param>
/// <param name="NeedReview">Those of the scored calls whose score needs a person.</param>
/// <param name="Unscored">Evaluated calls that could not be scored.</param>
public sealed record RatingSummary(Measure Mean, IReadOnlyList<int> Distribution, int NeedReview, int Unscored);

/// <summary>How the calls ended.</summary>
/// <param name="Resolved">Number of calls resolved.</param>
/// <param name="Partial">Number of calls with a committed next step.</param>
/// <param name="Unresolved">Number of calls left unresolved.</param>
/// <param name="ResolvedShare">Share resolved, 0–1.</param>
/// <param name="NeedReview">Those of the scored calls whose score needs a person.</param>
/// <param name="Unscored">Evaluated calls that could not be scored.</param>
public sealed record ResolutionSummary(
    int Resolved,
    int Partial,
    int Unresolved,
    Measure ResolvedShare,
    int NeedReview,
    int Unscored);

/// <summary>How calls end in which the customer began upset.</summary>
/// <param name="Turned">Calls that began upset and end in a good mood.</param>
/// <param name="NotTurned">Calls that began upset and do not.</param>
/// <param name="Calm">Calls that did not begin upset.</param>
/// <param name="Unknown">Evaluated calls of which it is not known: scored before moods were kept, or the customer says nothing in one half.</param>
/// <param name="Share">Share turned of those that began upset, 0–1.</param>
public sealed record TurnAroundSummary(int Turned, int NotTurned, int Calm, int Unknown, Measure Share);

/// <summary>One agent in a team's report.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Evaluated">Number of evaluated calls.</param>
/// <param name="NeedReview">Those of the evaluated that a person has to look at.</param>
/// <param name="Overall">Weighted result of the scorecard, 0–100.</param>
/// <param name="Empathy">1–5.</param>
/// <param name="Courtesy">1–5.</param>
/// <param name="ResolvedShare">Share resolved, 0–1.</param>
/// <param name="TurnedShare">Share turned round of the calls that began upset, 0–1.</param>
public sealed record AgentRow(
    ReportSubject Agent,
    int Evaluated,
    int NeedReview,
    Average Overall,
    Average Empathy,
    Average Courtesy,
    Average ResolvedShare,
    Average TurnedShare);
