using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Review;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;
using CallQA.App.Web.Disputes;
using CallQA.Recordings;

namespace CallQA.App.Web.Api;

/// <summary>One page of an agent's evaluations.</summary>
internal sealed record OwnEvaluations(IReadOnlyList<OwnEvaluation> Evaluations, int Total);

/// <summary>What an agent says when taking note of an evaluation. With the number of the review that was read, the answer is refused when another counts by now.</summary>
internal sealed record Acknowledgement(string? Remark = null, long? Review = null);

/// <summary>The answers an agent disputes, and why; of which review, if it is said.</summary>
internal sealed record Dispute(IReadOnlyList<QuestionReason> Questions, string? Remark = null, long? Review = null);

/// <summary>One answer of a decision; without a choice and not applicable: unanswered.</summary>
internal sealed record DecidedAnswer(string Question, string? Choice = null, bool NotApplicable = false);

/// <summary>How a dispute is decided: without answers the evaluation stands; with answers, all of them, these take its place. The number of the disputed review may be said.</summary>
internal sealed record Decision(string Because, IReadOnlyList<DecidedAnswer>? Answers = null, long? Review = null);

/// <summary>The review that is to count again, and why.</summary>
internal sealed record RollBack(long Review, string Because);

/// <summary>What agents make of evaluations, and what becomes of it.</summary>
internal static class DisputeRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        var reading = api.MapGroup("").RequireAuthorization(Access.SeeReports).Scoped(ApiScope.Read);
        reading.MapGet("/disputes", OpenAsync).Describe<IReadOnlyList<OpenDispute>>("Disputes that wait for a decision, the most urgent first");
        reading.MapGet("/disputes/report", ReportAsync).Describe<DisputeReport>("Times and outcomes of the disputes of a period");
        api.MapGroup("").RequireAuthorization(Access.Respond).Scoped(ApiScope.Read).MapGet("/evaluations", OwnAsync)
            .Describe<OwnEvaluations>("The evaluations of the asker's own calls");
        var call = api.MapGroup("/calls/{id}").Scoped(ApiScope.Review);
        call.MapPost("/acknowledgement", AcknowledgeAsync).RequireAuthorization(Access.Respond).Describe("Takes note of the evaluation in force");
        call.MapPost("/dispute", DisputeAsync).RequireAuthorization(Access.Respond).Describe("Disputes answers of the evaluation in force");
        call.MapPost("/decision", DecideAsync).RequireAuthorization(Access.Evaluate).Describe("Decides the open dispute of a call");
        call.MapPost("/roll-back", RollBackAsync).RequireAuthorization(Access.Administer).Describe("Puts an earlier review of a call back in force");
    }

    private static async Task<IResult> OpenAsync(DisputeLists lists, BlindCalls blind, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        JsonAnswer.Of(DisputeLists.Hiding(await lists.OpenAsync(cancellationToken), await blind.OfAsync(user, cancellationToken)));

    private static async Task<IResult> ReportAsync(
        DisputeReports reports, BlindCalls blind, PagePeriod days, ClaimsPrincipal user, CancellationToken cancellationToken, DateOnly? from = null, DateOnly? until = null)
    {
        var period = days.Of(from, until, DisputesPage.DaysShown);
        var report = await reports.ReadAsync(days.Begin(period), days.End(period), cancellationToken);
        return JsonAnswer.Of(report.Hiding(await blind.OfAsync(user, cancellationToken)));
    }

    private static async Task<IResult> OwnAsync(DisputeLists lists, ClaimsPrincipal user, CancellationToken cancellationToken, int page = 1)
    {
        var (lines, total) = await lists.OwnAsync(UserClaims.LimitOf(user) ?? "", Math.Max(1, page), cancellationToken);
        return JsonAnswer.Of(new OwnEvaluations(lines, total));
    }

    private static Task<IResult> AcknowledgeAsync(
        string id, Acknowledgement sent, CallAccess access, BlindCalls blind, Standings standings, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken) => DoAsync(
        id, AuditTrail.Acknowledged, access, blind, audit, user, (call, me, name) => standings.AcknowledgeAsync(call.Id, me, name, sent.Remark, cancellationToken, sent.Review), cancellationToken);

    private static Task<IResult> DisputeAsync(
        string id, Dispute sent, CallAccess access, BlindCalls blind, Standings standings, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken) => DoAsync(
        id, AuditTrail.Disputed, access, blind, audit, user, (call, me, name) => standings.DisputeAsync(call.Id, me, name, new(sent.Remark, sent.Questions), cancellationToken, sent.Review), cancellationToken);

    private static Task<IResult> DecideAsync(
        string id, Decision sent, CallAccess access, BlindCalls blind, Standings standings, Decisions decisions, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken) => DoAsync(
        id, AuditTrail.DisputeDecided, access, blind, audit, user,
        (call, me, name) => sent.Answers is { } answers
            ? decisions.ChangeAsync(call, me, name, answers.DistinctBy(answer => answer.Question)
                .ToDictionary(answer => answer.Question, answer => new ReviewAnswer(answer.Question, answer.Choice, answer.NotApplicable)), sent.Because, cancellationToken, sent.Review)
            : standings.UpholdAsync(call.Id, me, name, sent.Because, cancellationToken, sent.Review),
        cancellationToken);

    private static Task<IResult> RollBackAsync(
        string id, RollBack sent, CallAccess access, BlindCalls blind, Standings standings, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken) => DoAsync(
        id, AuditTrail.RolledBack, access, blind, audit, user, (call, me, name) => standings.RollBackAsync(call.Id, sent.Review, me, name, sent.Because, cancellationToken), cancellationToken);

    private static async Task<IResult> DoAsync(
        string id, string action, CallAccess access, BlindCalls blind, AuditTrail audit, ClaimsPrincipal user, Func<Call, string, string, Task> act, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(user, id, cancellationToken) is not { } call) return JsonAnswer.NoCall();
        if (await blind.IncludeAsync(user, id, cancellationToken)) return CalibrationRoutes.StillBlind(id);
        await act(call, UserClaims.IdOf(user), user.Identity!.Name!);
        await audit.AddAsync(action, user.Identity.Name!, call, cancellationToken);
        return Results.Accepted();
    }
}
