using CallQA.App.Redaction;
using CallQA.App.Review;
using CallQA.App.Storage;
using CallQA.Coaching.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Sessions;

/// <summary>A passage to link to a session.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Remark">What to listen for; null for nothing.</param>
internal sealed record NewMoment(string CallId, TimeSpan Start, TimeSpan End, string? Remark = null);

/// <summary>
/// What coaches and agents do with sessions. Each change is one transaction with its event and its entry in the audit log, and answers
/// whether there is such a session; the agent's say also whether it is theirs.
/// </summary>
internal sealed partial class CoachingSessions(IDbContextFactory<CallQADbContext> contexts, FocusFigures figures, WrittenByHand byHand, TimeProvider clock)
{
    /// <summary>Most things agreed on, most passages and most clips of a session.</summary>
    public const int MostEntries = 30;

    /// <summary>Most playlists of a session: more than anybody hears in one.</summary>
    public const int MostPlaylists = 10;

    private readonly UnitOfWork work = new(contexts);


    /// <summary>Sets the day of the follow-up; null for none.</summary>
    /// <exception cref="InputException">Nothing is left to do, or the day is before the session.</exception>
    public Task<bool> FollowUpAsync(long id, DateOnly? followUpOn, Acting who, CancellationToken cancellationToken) => ChangeOpenAsync(
        id,
        (session, record) =>
        {
            var day = session.HeldOn ?? session.PlannedOn;
            if (followUpOn <= day) throw Refuse($"The follow-up is on {followUpOn:yyyy-MM-dd}, but the session on {day:yyyy-MM-dd}; choose a later day.");
            if (followUpOn is { } wanted) CheckNear(wanted);
            session.FollowUpOn = followUpOn;
            record(SessionEventKind.FollowUpSet, null, followUpOn);
        },
        who, cancellationToken);

    /// <summary>Nothing is left to do. What the agent has not acknowledged is closed with a reason only.</summary>
    /// <exception cref="InputException">It was not held, is closed already, or there is no reason.</exception>
    public Task<bool> CloseAsync(long id, string? because, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        (session, record) =>
        {
            var words = Text(because, session);
            if (session.State == SessionState.Held && words is null)
                throw Refuse("The agent has not acknowledged the session; wait for it, or say why it is closed without.");
            Become(session, SessionState.Closed);
            record(SessionEventKind.Closed, words, null);
        },
        who, cancellationToken);

    /// <summary>It will not take place.</summary>
    /// <exception cref="InputException">It is not planned any more, or there is no reason.</exception>
    public Task<bool> CancelAsync(long id, string? because, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        (session, record) =>
        {
            Become(session, SessionState.Cancelled);
            record(SessionEventKind.Cancelled, Text(because, session) ?? throw Refuse("The session is cancelled without a reason; say why."), null);
        },
        who, cancellationToken);

    /// <summary>Adds a note, for coaches only or shared with the agent.</summary>
    /// <exception cref="InputException">Nothing is left to do, or the text is empty or too long.</exception>
    public Task<bool> NoteAsync(long id, string text, bool shared, Acting who, CancellationToken cancellationToken) => ChangeOpenAsync(
        id,
        (session, record) => record(shared ? SessionEventKind.SharedNote : SessionEventKind.PrivateNote, Required(text, "note", session), null),
        who, cancellationToken);

    /// <summary>Agrees on something.</summary>
    /// <exception cref="InputException">Nothing is left to do, the text is empty or too long, or there are too many.</exception>
    public Task<bool> AgreeAsync(long id, string text, Acting who, CancellationToken cancellationToken) => ChangeOpenAsync(
        id,
        (session, record) =>
        {
            var action = new CoachingActionRow { Text = Required(text, "action", session) };
            if (session.Actions.Count >= MostEntries) throw Refuse($"The session has {MostEntries} actions already; that is more than anybody does.");
            session.Actions.Add(action);
            record(SessionEventKind.ActionAgreed, action.Text, null);
        },
        who, cancellationToken);

    /// <summary>Something agreed on was done on a day, or null: not after all.</summary>
    /// <exception cref="InputException">Nothing is left to do, there is no such action, or the day is yet to come.</exception>
    public Task<bool> DoneAsync(long id, long action, DateOnly? doneOn, Acting who, CancellationToken cancellationToken) => ChangeOpenAsync(
        id,
        (session, record) =>
        {
            var agreed = session.Actions.Find(row => row.Id == action) ?? throw Refuse($"The session has no action {action}; choose one of its own.");
            if (doneOn > figures.Today) throw Refuse($"The action was done on {doneOn:yyyy-MM-dd}, which is yet to come; write the day it was done.");
            if (agreed.DoneOn == doneOn) return;
            agreed.DoneOn = doneOn;
            record(doneOn is null ? SessionEventKind.ActionReopened : SessionEventKind.ActionDone, agreed.Text, doneOn);
        },
        who, cancellationToken);

    /// <summary>Links a passage of one of the agent's calls. What is linked is not written into the history, so that it goes with the call.</summary>
    /// <exception cref="InputException">Nothing is left to do, the call is unknown or another agent's, or the passage lies outside it.</exception>
    public Task<bool> LinkAsync(long id, NewMoment moment, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async (context, session, record) =>
        {
            CheckOpen(session);
            var call = await context.Calls.FirstOrDefaultAsync(row => row.Id == moment.CallId && row.AgentId == session.Plan!.AgentId, cancellationToken)
                ?? throw Refuse($"There is no call '{moment.CallId}' of the agent '{session.Plan!.AgentId}'; link the agent's own calls.");
            if (moment.Start < TimeSpan.Zero || moment.End <= moment.Start || moment.End.Ticks > call.DurationTicks)
                throw Refuse($"The passage from {moment.Start.TotalSeconds:0.###} s to {moment.End.TotalSeconds:0.###} s is none of the recording of {TimeSpan.FromTicks(call.DurationTicks).TotalSeconds:0.###} s; write two moments of it, the earlier first.");
            if (session.Moments.Count >= MostEntries) throw Refuse($"The session has {MostEntries} passages already; remove one first.");
            session.Moments.Add(new() { CallId = call.Id, StartTicks = moment.Start.Ticks, EndTicks = moment.End.Ticks, Remark = Text(moment.Remark, session) });
            record(SessionEventKind.MomentLinked, null, null);
        },
        who, cancellationToken);

    /// <summary>Takes a link to a passage away.</summary>
    /// <exception cref="InputException">Nothing is left to do, or there is no such passage.</exception>
    public Task<bool> UnlinkAsync(long id, long moment, Acting who, CancellationToken cancellationToken) => ChangeOpenAsync(
        id,
        (session, record) =>
        {
            session.Moments.Remove(session.Moments.Find(row => row.Id == moment) ?? throw Refuse($"The session has no passage {moment}; choose one of its own."));
            record(SessionEventKind.MomentUnlinked, null, null);
        },
        who, cancellationToken);

    /// <summary>Gives the whole plan to another coach.</summary>
    /// <exception cref="InputException">Nothing is left to do, or the account does not coach.</exception>
    public Task<bool> HandOverAsync(long id, string coach, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async (context, session, record) =>
        {
            CheckOpen(session);
            var user = await CoachingPlans.CoachAsync(context, coach, cancellationToken);
            (session.Plan!.CoachId, session.Plan.Coach) = (user.Id, user.Name);
            record(SessionEventKind.CoachChanged, user.Name, null);
        },
        who, cancellationToken);

    /// <summary>The agent acknowledges the session, with or without a word to it.</summary>
    /// <exception cref="InputException">It was not held, or is acknowledged already, or the comment is too long.</exception>
    public Task<bool> AcknowledgeAsync(long id, string agentId, string? comment, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        (session, record) =>
        {
            Become(session, SessionState.Acknowledged);
            if (Text(comment, session) is { } words) record(SessionEventKind.AgentComment, words, null);
            record(SessionEventKind.Acknowledged, null, null);
        },
        who, cancellationToken, agentId);

    /// <summary>The agent says something to the session.</summary>
    /// <exception cref="InputException">Nothing is left to do, or the text is empty or too long.</exception>
    public Task<bool> CommentAsync(long id, string agentId, string text, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        (session, record) =>
        {
            CheckOpen(session);
            record(SessionEventKind.AgentComment, Required(text, "comment", session), null);
        },
        who, cancellationToken, agentId);

    private Task<bool> ChangeOpenAsync(long id, Action<CoachingSessionRow, Record> change, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        (session, record) =>
        {
            CheckOpen(session);
            change(session, record);
        },
        who, cancellationToken);

    private Task<bool> ChangeAsync(long id, Action<CoachingSessionRow, Record> change, Acting who, CancellationToken cancellationToken, string? agentId = null) => ChangeAsync(
        id,
        (_, session, record) =>
        {
            change(session, record);
            return Task.CompletedTask;
        },
        who, cancellationToken, agentId);

    private Task<bool> ChangeAsync(
        long id, Func<CallQADbContext, CoachingSessionRow, Record, Task> change, Acting who, CancellationToken cancellationToken, string? agentId = null) => work.CommitAsync(
        async context =>
        {
            var session = await context.CoachingSessions.Include(row => row.Plan).Include(row => row.Actions).Include(row => row.Moments).Include(row => row.Clips).Include(row => row.Playlists)
                .AsSplitQuery().FirstOrDefaultAsync(row => row.Id == id && (agentId == null || row.Plan!.AgentId == agentId), cancellationToken);
            if (session is null) return false;
            await change(context, session, (kind, text, day) => session.Events.Add(CoachingMapping.Record(context, who, CallMapping.Utc(clock.GetUtcNow()), kind, text, day)));
            session.DueOn = session.State switch
            {
                SessionState.Planned => session.PlannedOn,
                SessionState.Held or SessionState.Acknowledged => session.FollowUpOn,
                _ => null,
            };
            session.Version++;
            return true;
        },
        cancellationToken);

    private static void Become(CoachingSessionRow session, SessionState state)
    {
        if (!session.State.MayBecome(state)) throw Refuse($"The session is {Name(session.State)}; it cannot become {Name(state)}.");
        session.State = state;
    }

    private static void CheckOpen(CoachingSessionRow session)
    {
        if (!session.State.IsOpen()) throw Refuse($"The session is {Name(session.State)}; nothing on it is changed any more.");
    }

    private static string Name(SessionState state) => state.ToString().ToLowerInvariant();

    private string Required(string? text, string what, CoachingSessionRow session) => Text(text, session) ?? throw Refuse($"The {what} has no text; write one.");

    private string? Text(string? text, CoachingSessionRow session) => string.IsNullOrWhiteSpace(text) ? null
        : text.Trim() is { Length: <= Reviews.LongestText } written ? byHand.Without(written, session.Plan!.AgentName)
        : throw Refuse($"A text has {text.Trim().Length} letters; write at most {Reviews.LongestText}.");

    private static InputException Refuse(string sentence) => new(InputFault.Settings, sentence);

    private delegate void Record(SessionEventKind kind, string? text, DateOnly? day);
}
