using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using CallQA.App.Storage;

namespace CallQA.App.Coaching.Sessions;

/// <summary>Between the rows of the database and the records that flow.</summary>
internal static class CoachingMapping
{
    public static CoachingPlan Of(CoachingPlanRow row) => new(
        row.Id, row.AgentId, row.AgentName, row.CoachId, row.Coach, row.Playbook,
        new(
            CoachingFocus.Parse(row.Focus) ?? throw new InvalidOperationException($"The plan {row.Id} has the focus '{row.Focus}'."),
            new(row.FromCalls, row.FromMean, row.FromLow is { } low && row.FromHigh is { } high ? new Interval(low, high) : null), row.GoalTo, row.GoalBy),
        row.StartOn);

    public static SessionLine Of(CoachingSessionRow row, CoachingPlan plan, int openActions) => new(
        row.Id, plan, row.Position, row.Kind, row.State, row.PlannedOn, row.HeldOn, row.FollowUpOn, row.DueOn, openActions);

    public static AgreedAction Of(CoachingActionRow row) => new(row.Id, row.Text, row.DoneOn);

    public static SessionEvent Of(CoachingEventRow row) => new(row.Kind, row.By, new DateTimeOffset(row.AtUtc), row.Text, row.Day);

    /// <summary>An event with its entry in the audit log.</summary>
    public static CoachingEventRow Record(CallQADbContext context, Acting who, DateTime atUtc, SessionEventKind kind, string? text = null, DateOnly? day = null)
    {
        context.Audit.Add(new() { AtUtc = atUtc, Action = ActionOf(kind), By = who.Name, CallDigest = "", ContentHash = "" });
        return new() { Kind = kind, By = who.Name, AtUtc = atUtc, Text = text, Day = day };
    }

    private static string ActionOf(SessionEventKind kind) => kind switch
    {
        SessionEventKind.Planned => Identity.AuditTrail.CoachingPlanned,
        SessionEventKind.Held => Identity.AuditTrail.CoachingHeld,
        SessionEventKind.Acknowledged => Identity.AuditTrail.CoachingAcknowledged,
        SessionEventKind.Closed => Identity.AuditTrail.CoachingClosed,
        SessionEventKind.Cancelled => Identity.AuditTrail.CoachingCancelled,
        SessionEventKind.PrivateNote or SessionEventKind.SharedNote => Identity.AuditTrail.CoachingNoted,
        SessionEventKind.AgentComment => Identity.AuditTrail.CoachingCommented,
        _ => Identity.AuditTrail.CoachingChanged,
    };
}
