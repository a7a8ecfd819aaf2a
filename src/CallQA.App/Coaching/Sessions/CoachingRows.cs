using CallQA.App.Coaching.Playlists;
using CallQA.Coaching.Sessions;

namespace CallQA.App.Coaching.Sessions;

/// <summary>Coaching of one agent towards one goal: a session, or several over weeks. Only its coach changes.</summary>
internal sealed class CoachingPlanRow
{
    public long Id { get; init; }

    public required string AgentId { get; init; }

    public string? AgentName { get; init; }

    public required string CoachId { get; set; }

    public required string Coach { get; set; }

    /// <summary>See <see cref="CoachingFocus.Key"/>.</summary>
    public required string Focus { get; init; }

    /// <summary>Identifier of the playbook; null for none.</summary>
    public string? Playbook { get; init; }

    /// <summary>Calls behind the figure that the agent had when the goal was set.</summary>
    public required int FromCalls { get; init; }

    public double? FromMean { get; init; }

    public double? FromLow { get; init; }

    public double? FromHigh { get; init; }

    public required double GoalTo { get; init; }

    public required DateOnly GoalBy { get; init; }

    public required DateOnly StartOn { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public List<CoachingSessionRow> Sessions { get; init; } = [];
}

/// <summary>A coaching session as it stands; how it came there is in its events.</summary>
internal sealed class CoachingSessionRow
{
    public long Id { get; init; }

    public long PlanId { get; init; }

    public CoachingPlanRow? Plan { get; init; }

    /// <summary>Its place in the plan, from 0.</summary>
    public required int Position { get; init; }

    public required SessionKind Kind { get; init; }

    public required SessionState State { get; set; }

    public required DateOnly PlannedOn { get; set; }

    public DateOnly? HeldOn { get; set; }

    public DateOnly? FollowUpOn { get; set; }

    /// <summary>The day on which the coach has something to do: hold it, or follow it up; null when nothing is left to do.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>Counted up with every change: of two people who act at once, the second notices.</summary>
    public int Version { get; set; }

    public List<CoachingActionRow> Actions { get; init; } = [];

    public List<CoachingMomentRow> Moments { get; init; } = [];

    public List<CoachingClipRow> Clips { get; init; } = [];

    public List<CoachingPlaylistRow> Playlists { get; init; } = [];

    public List<CoachingEventRow> Events { get; init; } = [];
}

/// <summary>Something that was agreed on.</summary>
internal sealed class CoachingActionRow
{
    public long Id { get; init; }

    public long SessionId { get; init; }

    public required string Text { get; init; }

    public DateOnly? DoneOn { get; set; }
}

/// <summary>A passage of a call to hear in a session. What is said in it is read from the call, and goes with it.</summary>
internal sealed class CoachingMomentRow
{
    public long Id { get; init; }

    public long SessionId { get; init; }

    public required string CallId { get; init; }

    public required long StartTicks { get; init; }

    public required long EndTicks { get; init; }

    public string? Remark { get; init; }
}

/// <summary>A clip to hear in a session. It goes with the call that it is of.</summary>
internal sealed class CoachingClipRow
{
    public long SessionId { get; init; }

    public long ClipId { get; init; }

    public ClipRow? Clip { get; init; }

    /// <summary>Ascending in the order they were given; gaps mean nothing.</summary>
    public required int Position { get; init; }

    public string? Remark { get; init; }
}

/// <summary>A playlist to hear in a session.</summary>
internal sealed class CoachingPlaylistRow
{
    public long SessionId { get; init; }

    public long PlaylistId { get; init; }

    /// <summary>Ascending in the order they were linked; gaps mean nothing.</summary>
    public required int Position { get; init; }
}

/// <summary>Something that happened to a session. Never updated.</summary>
internal sealed class CoachingEventRow
{
    public long Id { get; init; }

    public long SessionId { get; init; }

    public required SessionEventKind Kind { get; init; }

    public required string By { get; init; }

    public required DateTime AtUtc { get; init; }

    public string? Text { get; init; }

    /// <summary>The day it is about; null where it is about none.</summary>
    public DateOnly? Day { get; init; }
}
