using CallQA.Measurement;
using CallQA.Scoring;

namespace CallQA.Coaching;

/// <summary>In what state a call is, for a report.</summary>
public enum CallState
{
    /// <summary>Evaluated.</summary>
    Evaluated,

    /// <summary>Evaluated by a machine that was unsure, and reviewed by nobody yet.</summary>
    NeedsReview,

    /// <summary>Not evaluated yet.</summary>
    Waiting,

    /// <summary>Set aside.</summary>
    Quarantined,
}

/// <summary>One call behind the numbers.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Begun">When it began, in the period's time zone; when it was taken in, if the beginning is unknown.</param>
/// <param name="Duration">Length of the recording.</param>
/// <param name="AgentId">The agent, where known.</param>
/// <param name="AgentName">The agent's name, where known.</param>
/// <param name="Team">The team, where known.</param>
/// <param name="State">In what state it is.</param>
/// <param name="Quarantine">Why it was set aside, or null.</param>
/// <param name="Metrics">Conversation metrics, where the call has times.</param>
/// <param name="Evaluation">The evaluation; null while waiting or quarantined.</param>
public sealed record CallRow(
    string CallId,
    DateTimeOffset Begun,
    TimeSpan Duration,
    string? AgentId,
    string? AgentName,
    string? Team,
    CallState State,
    string? Quarantine,
    ConversationMetrics? Metrics,
    Evaluation? Evaluation)
{
    /// <summary>What people gave it; null while nobody has reviewed it.</summary>
    public ReviewResult? Review { get; init; }

    /// <summary>Whether a person has scored it, beside the machine or in its place.</summary>
    public bool IsReviewed => Review is not null || Evaluation?.Evaluator == Evaluator.Human;

    internal static CallRow Of(EvaluatedCall evaluated, ReportPeriod period)
    {
        var call = evaluated.Call;
        return new CallRow(
            call.Id,
            TimeZoneInfo.ConvertTime(CallTime.Of(call), period.TimeZone),
            call.Duration,
            call.Metadata.AgentId,
            call.Metadata.AgentName,
            call.Metadata.Team,
            StateOf(evaluated),
            call.Quarantine,
            evaluated.Metrics,
            evaluated.Evaluation)
        {
            Review = evaluated.Review,
        };
    }

    private static CallState StateOf(EvaluatedCall evaluated) => evaluated switch
    {
        { Evaluation.NeedsReview: true, Review: null } => CallState.NeedsReview,
        { Evaluation: not null } => CallState.Evaluated,
        { Call.Quarantine: not null } => CallState.Quarantined,
        _ => CallState.Waiting,
    };
}
