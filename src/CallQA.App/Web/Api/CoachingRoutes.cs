using System.Security.Claims;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Review.Calibration;
using CallQA.App.Web.Coaching;
using CallQA.Coaching.Sessions;

namespace CallQA.App.Web.Api;

/// <summary>A page of sessions.</summary>
internal sealed record SessionListing(int Total, int Page, IReadOnlyList<SessionLine> Sessions);

/// <summary>The number of a session.</summary>
internal sealed record SessionNumber(long Id);

/// <summary>The day a session took place.</summary>
internal sealed record SessionHeld(DateOnly HeldOn);

/// <summary>The day a session is planned for.</summary>
internal sealed record SessionMoved(DateOnly PlannedOn);

/// <summary>The day of a follow-up; null for none.</summary>
internal sealed record SessionFollowUp(DateOnly? FollowUpOn);

/// <summary>Why a session ends.</summary>
internal sealed record SessionEnd(string? Because = null);

/// <summary>A note, for coaches only unless it is shared with the agent.</summary>
internal sealed record SessionNote(string Text, bool Shared = false);

/// <summary>Something to agree on.</summary>
internal sealed record SessionAction(string Text);

/// <summary>The day something agreed on was done; null when it is not.</summary>
internal sealed record SessionActionDone(DateOnly? DoneOn);

/// <summary>A playlist to listen to, by its number.</summary>
internal sealed record SessionPlaylist(long Playlist);

/// <summary>A clip to hear in a session, and what to listen for.</summary>
internal sealed record SessionClipGiven(long Clip, string? Remark = null);

/// <summary>The name of the coach's account.</summary>
internal sealed record SessionCoach(string Coach);

/// <summary>What an agent says to a session.</summary>
internal sealed record AgentWord(string? Comment = null);

/// <summary>Coaching sessions.</summary>
internal static class CoachingRoutes
{
    public static void Map(RouteGroupBuilder coaching)
    {
        var reading = coaching.MapGroup("").RequireAuthorization(Access.Read).Scoped(ApiScope.ReadCoaching);
        reading.MapGet("", ListAsync).Describe<SessionListing>("Coaching sessions by agent, what is due first; agents get their own");
        reading.MapGet("/playbooks", () => JsonAnswer.Of(Playbooks.All)).Describe<IReadOnlyList<Playbook>>("How skills are coached, in English and German");
        reading.MapGet("/plans", () => JsonAnswer.Of(PlanTemplate.All)).Describe<IReadOnlyList<PlanTemplate>>("Plans that sessions are made from");
        reading.MapGet("/{id:long}", FindAsync).Describe<CoachingSession>("A session with actions, passages and history; notes for coaches are shown to coaches only");
        reading.MapGet("/{id:long}/progress", ProgressAsync).Describe<GoalProgress>("How far a session's goal is, week by week");
        reading.MapGet("/{id:long}/clips", ClipsAsync).Describe<SessionHearing>("What there is to hear in a session: its clips and its playlists, with what is said in them");
        SessionAudio.Map(coaching.MapGroup("").RequireAuthorization(Access.Read).Scoped(ApiScope.Listen));
        MapChanges(coaching.MapGroup("").RequireAuthorization(Access.Coach).Scoped(ApiScope.WriteCoaching));
        var own = coaching.MapGroup("/{id:long}").RequireAuthorization(Access.Respond).Scoped(ApiScope.WriteCoaching);
        own.MapPost("/acknowledge", (long id, AgentWord sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.AcknowledgeAsync(id, UserClaims.AgentOf(user) ?? "", sent.Comment, Acting.Of(user), token))).Describe("Acknowledges an own session");
        own.MapPost("/comments", (long id, AgentWord sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.CommentAsync(id, UserClaims.AgentOf(user) ?? "", sent.Comment ?? "", Acting.Of(user), token))).Describe("Says something to an own session");
    }

    private static void MapChanges(RouteGroupBuilder coaching)
    {
        coaching.MapPost("", async (NewCoaching sent, CoachingPlans plans, BlindCalls blind, ClaimsPrincipal user, CancellationToken token) =>
            JsonAnswer.Of(new SessionNumber(await plans.PlanAsync(sent, Acting.Of(user), await blind.OfAsync(user, token), token)), StatusCodes.Status201Created))
            .Describe<SessionNumber>("Plans a session, or several from a plan; answers the number of the first", StatusCodes.Status201Created);
        var session = coaching.MapGroup("/{id:long}");
        session.MapPost("/hold", (long id, SessionHeld sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.HoldAsync(id, sent.HeldOn, Acting.Of(user), token))).Describe("Says that a session took place");
        session.MapPut("/held", (long id, SessionHeld sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.CorrectHeldAsync(id, sent.HeldOn, Acting.Of(user), token))).Describe("Corrects the day a session took place");
        session.MapPost("/move", (long id, SessionMoved sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.MoveAsync(id, sent.PlannedOn, Acting.Of(user), token))).Describe("Puts a session on another day");
        session.MapPut("/follow-up", (long id, SessionFollowUp sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.FollowUpAsync(id, sent.FollowUpOn, Acting.Of(user), token))).Describe("Sets the day of the follow-up");
        session.MapPost("/close", (long id, SessionEnd sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.CloseAsync(id, sent.Because, Acting.Of(user), token))).Describe("Closes a session");
        session.MapPost("/cancel", (long id, SessionEnd sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.CancelAsync(id, sent.Because, Acting.Of(user), token))).Describe("Cancels a session");
        session.MapPost("/notes", (long id, SessionNote sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.NoteAsync(id, sent.Text, sent.Shared, Acting.Of(user), token))).Describe("Adds a note");
        session.MapPost("/actions", (long id, SessionAction sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.AgreeAsync(id, sent.Text, Acting.Of(user), token))).Describe("Agrees on something");
        session.MapPut("/actions/{action:long}", (long id, long action, SessionActionDone sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.DoneAsync(id, action, sent.DoneOn, Acting.Of(user), token))).Describe("Says when something agreed on was done");
        session.MapPost("/moments", (long id, NewMoment sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.LinkAsync(id, sent, Acting.Of(user), token))).Describe("Links a passage of one of the agent's calls");
        session.MapDelete("/moments/{moment:long}", (long id, long moment, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.UnlinkAsync(id, moment, Acting.Of(user), token))).Describe("Takes a link to a passage away");
        session.MapPost("/clips", (long id, SessionClipGiven sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.GiveAsync(id, sent.Clip, sent.Remark, Acting.Of(user), token))).Describe("Gives a clip to the agent to hear");
        session.MapDelete("/clips/{clip:long}", (long id, long clip, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.TakeAwayAsync(id, clip, Acting.Of(user), token))).Describe("Takes a clip away from a session; it stays a clip");
        session.MapPost("/playlists", (long id, SessionPlaylist sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.LinkPlaylistAsync(id, sent.Playlist, Acting.Of(user), token))).Describe("Links a playlist for the agent to hear");
        session.MapDelete("/playlists/{playlist:long}", (long id, long playlist, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.UnlinkPlaylistAsync(id, playlist, Acting.Of(user), token))).Describe("Takes a playlist away from a session; it stays a playlist");
        session.MapPut("/coach", (long id, SessionCoach sent, CoachingSessions sessions, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(sessions.HandOverAsync(id, sent.Coach, Acting.Of(user), token))).Describe("Gives the plan to another coach");
    }

    private static async Task<IResult> ListAsync(
        CoachingLists lists, BlindCalls blind, ClaimsPrincipal user, CancellationToken cancellationToken, SessionsShown show = SessionsShown.Open, string? agent = null,
        string? coach = null, string? focus = null, int page = 1)
    {
        page = Math.Max(1, page);
        var (lines, total) = await lists.ListAsync(new(show, UserClaims.LimitOf(user) ?? agent, coach == CoachingPage.Mine ? UserClaims.IdOf(user) : coach, focus), page, CoachingLists.PageSize, cancellationToken);
        var hidden = await blind.AgentsAsync(user, cancellationToken);
        return JsonAnswer.Of(new SessionListing(total, page, lines.ConvertAll(line => line.Hiding(hidden))));
    }

    private static async Task<IResult> FindAsync(long id, CoachingLists lists, BlindCalls blind, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await lists.FindAsync(id, UserClaims.LimitOf(user), cancellationToken) is not { } found) return NoSession();
        var session = found.Hiding(await blind.OfAsync(user, cancellationToken), await blind.AgentsAsync(user, cancellationToken));
        return JsonAnswer.Of(Access.Allows(user, Access.Coach) ? session : session.WithoutPrivateNotes());
    }

    private static async Task<IResult> ClipsAsync(long id, SessionClips sessions, BlindCalls blind, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await sessions.FindAsync(id, UserClaims.LimitOf(user), cancellationToken) is { } hearing
            ? JsonAnswer.Of(hearing.Hiding(await blind.OfAsync(user, cancellationToken)))
            : NoSession();

    private static async Task<IResult> ProgressAsync(long id, CoachingLists lists, FocusFigures figures, BlindCalls blind, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await lists.FindAsync(id, UserClaims.LimitOf(user), cancellationToken) is { } session
            ? JsonAnswer.Of(await figures.ProgressAsync(session, await blind.OfAsync(user, cancellationToken), cancellationToken))
            : NoSession();

    private static async Task<IResult> AnswerAsync(Task<bool> change) => await change ? Results.Accepted() : NoSession();

    private static IResult NoSession() => JsonAnswer.Refusal("There is no such session.", StatusCodes.Status404NotFound);
}
