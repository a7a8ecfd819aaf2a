using CallQA.Coaching.Sessions;

namespace CallQA.App.Coaching.Sessions;

/// <summary>What happened to a session.</summary>
public enum SessionEventKind
{
    /// <summary>It was planned for a day.</summary>
    Planned,

    /// <summary>It was put off or brought forward to another day.</summary>
    Moved,

    /// <summary>It took place on a day.</summary>
    Held,

    /// <summary>The agent acknowledged it.</summary>
    Acknowledged,

    /// <summary>Nothing is left to do.</summary>
    Closed,

    /// <summary>It will not take place.</summary>
    Cancelled,

    /// <summary>A note for coaches only.</summary>
    PrivateNote,

    /// <summary>A note that the agent reads, too.</summary>
    SharedNote,

    /// <summary>The agent said something to it.</summary>
    AgentComment,

    /// <summary>Something was agreed on.</summary>
    ActionAgreed,

    /// <summary>Something agreed on was done.</summary>
    ActionDone,

    /// <summary>Something agreed on was not done after all.</summary>
    ActionReopened,

    /// <summary>A passage of a call was linked.</summary>
    MomentLinked,

    /// <summary>A link to a passage was taken away.</summary>
    MomentUnlinked,

    /// <summary>The day of the follow-up was set or taken away.</summary>
    FollowUpSet,

    /// <summary>A playlist was linked.</summary>
    PlaylistSet,

    /// <summary>Somebody else is the coach from now on.</summary>
    CoachChanged,

    /// <summary>A clip was given to hear.</summary>
    ClipGiven,

    /// <summary>A clip was taken away.</summary>
    ClipTakenAway,

    /// <summary>A playlist was taken away.</summary>
    PlaylistTakenAway,

    /// <summary>It took place on another day than was written.</summary>
    HeldCorrected,
}

/// <summary>Something that happened to a session.</summary>
/// <param name="Kind">What.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Text">What was written; null for nothing.</param>
/// <param name="Day">The day it is about; null for none.</param>
public sealed record SessionEvent(SessionEventKind Kind, string By, DateTimeOffset At, string? Text, DateOnly? Day);

/// <summary>Something agreed on.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Text">What.</param>
/// <param name="DoneOn">The day it was done; null while it is not.</param>
public sealed record AgreedAction(long Id, string Text, DateOnly? DoneOn);

/// <summary>A passage of a call to hear.</summary>
/// <param name="Id">Its number.</param>
/// <param name="CallId">The call.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Remark">What to listen for; null for nothing.</param>
/// <param name="Said">What is said in it, as the transcript has it now.</param>
public sealed record CallMoment(long Id, string CallId, TimeSpan Start, TimeSpan End, string? Remark, IReadOnlyList<SaidTurn> Said);

/// <summary>A turn of a passage.</summary>
/// <param name="Speaker">Who speaks.</param>
/// <param name="Text">What is said.</param>
public sealed record SaidTurn(Transcription.Speaker Speaker, string Text);

/// <summary>Coaching of one agent towards one goal.</summary>
/// <param name="Id">Its number.</param>
/// <param name="AgentId">The agent.</param>
/// <param name="AgentName">The agent's name, where known.</param>
/// <param name="CoachId">The coach's account.</param>
/// <param name="Coach">The coach's name.</param>
/// <param name="Playbook">Identifier of the playbook; null for none.</param>
/// <param name="Goal">What it is to reach.</param>
/// <param name="StartOn">The day it begins.</param>
public sealed record CoachingPlan(long Id, string AgentId, string? AgentName, string CoachId, string Coach, string? Playbook, CoachingGoal Goal, DateOnly StartOn)
{
    /// <summary>The agent's name, else the identifier.</summary>
    public string Agent => AgentName ?? AgentId;

    /// <summary>How many days before the plan's first day a session may be entered for.</summary>
    public const int DaysBefore = 31;

    /// <summary>The first day that a session of a plan may be entered for.</summary>
    /// <param name="start">The day the plan begins.</param>
    public static DateOnly FirstDay(DateOnly start) => start.DayNumber > DaysBefore ? start.AddDays(-DaysBefore) : DateOnly.MinValue;

    /// <summary>The first day of coaching. A day written by mistake, long before the plan, counts as its earliest.</summary>
    /// <param name="start">The day the plan begins.</param>
    /// <param name="held">The day of the first session held; null before.</param>
    public static DateOnly Since(DateOnly start, DateOnly? held) => held is not { } day ? start : day < FirstDay(start) ? FirstDay(start) : day;
}

/// <summary>A session in lists.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Plan">What it belongs to.</param>
/// <param name="Position">Its place in the plan, from 0.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="State">In what state it is.</param>
/// <param name="PlannedOn">The day it is planned for.</param>
/// <param name="HeldOn">The day it took place; null before.</param>
/// <param name="FollowUpOn">The day of its follow-up; null for none.</param>
/// <param name="DueOn">The day on which the coach has something to do; null when nothing is left to do.</param>
/// <param name="OpenActions">Things agreed on that are not done.</param>
public sealed record SessionLine(
    long Id, CoachingPlan Plan, int Position, SessionKind Kind, SessionState State, DateOnly PlannedOn, DateOnly? HeldOn, DateOnly? FollowUpOn, DateOnly? DueOn, int OpenActions)
{
    /// <summary>For whoever has to score calls of these agents blind: without the figure that the goal began at.</summary>
    public SessionLine Hiding(IReadOnlySet<string> agents) => agents.Contains(Plan.AgentId)
        ? this with { Plan = Plan with { Goal = Plan.Goal with { From = Plan.Goal.From with { Mean = null, Interval = null } } } }
        : this;
}

/// <summary>A session with everything on it.</summary>
/// <param name="Line">What lists show of it.</param>
/// <param name="Others">The sessions of its plan in the order of time, itself included.</param>
/// <param name="Playlists">Numbers of the playlists to listen to, in the order they were linked.</param>
/// <param name="Actions">What was agreed on.</param>
/// <param name="Moments">Passages to hear.</param>
/// <param name="Events">What happened, the earliest first.</param>
public sealed record CoachingSession(
    SessionLine Line, IReadOnlyList<SessionLine> Others, IReadOnlyList<long> Playlists, IReadOnlyList<AgreedAction> Actions, IReadOnlyList<CallMoment> Moments, IReadOnlyList<SessionEvent> Events)
{
    /// <summary>Its number.</summary>
    public long Id => Line.Id;

    /// <summary>The first day of coaching: that of the first session held, else the day it was planned to begin.</summary>
    public DateOnly CoachedSince => CoachingPlan.Since(Line.Plan.StartOn, Others.Min(line => line.HeldOn));

    /// <summary>For whoever has to score calls blind: without the figure that the goal began at, and without remarks on those calls.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="agents">Their agents.</param>
    public CoachingSession Hiding(IReadOnlySet<string> calls, IReadOnlySet<string> agents) => this with
    {
        Line = Line.Hiding(agents),
        Others = [.. Others.Select(line => line.Hiding(agents))],
        Moments = [.. Moments.Select(moment => calls.Contains(moment.CallId) ? moment with { Remark = null } : moment)],
    };

    /// <summary>As its agent, and everybody who is no coach, reads it.</summary>
    public CoachingSession WithoutPrivateNotes() => this with { Events = [.. Events.Where(entry => entry.Kind != SessionEventKind.PrivateNote)] };
}
