using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Review;
using CallQA.App.Review.Calibration;
using CallQA.App.Scorecards;

namespace CallQA.App.Web.Api;

/// <summary>A reviewer of a session.</summary>
internal sealed record CalibrationMemberLine(string Name, bool Master, int Done);

/// <summary>A calibration session in a list.</summary>
internal sealed record CalibrationLine(
    long Id, string Name, string Scorecard, string By, DateTimeOffset OpenedAt, DateTimeOffset DueAt, DateTimeOffset? ClosedAt, bool Revealed, string? Seed,
    IReadOnlyList<CalibrationMemberLine> Members, IReadOnlyList<string> Calls);

/// <summary>A call of a session.</summary>
/// <param name="Call">The call.</param>
/// <param name="Reviews">Everybody's answers; empty until the session is revealed.</param>
/// <param name="Agreed">What was agreed on.</param>
internal sealed record CalibrationCallDocument(string Call, IReadOnlyList<SubmittedReview> Reviews, IReadOnlyList<Consensus> Agreed);

/// <summary>A calibration session with what came of it.</summary>
internal sealed record CalibrationDocument(CalibrationLine Session, IReadOnlyList<CalibrationCallDocument> Calls, IReadOnlyList<AgreementLine> Questions, IReadOnlyList<MemberFigures> Reviewers);

/// <summary>A session to be opened. Reviewers and master are names of accounts; without a master it looks for a consensus.</summary>
internal sealed record NewSession(
    string Name, IReadOnlyList<string> Reviewers, DateTimeOffset DueAt, IReadOnlyList<string>? Calls = null, int Drawn = 0, string? Seed = null, string? Master = null);

/// <summary>The number of something that was made.</summary>
internal sealed record Numbered(long Id);

/// <summary>What a session agreed on for a question; without a choice: not applicable.</summary>
internal sealed record AgreedAnswer(string Question, string? Choice = null);

/// <summary>What a session agreed on for a call.</summary>
internal sealed record AgreedAnswers(IReadOnlyList<AgreedAnswer> Answers, string? Remark = null);

/// <summary>Sessions in which several reviewers score the same calls blind. A call's own answers go where every review goes.</summary>
internal static class CalibrationRoutes
{
    public static void Map(RouteGroupBuilder calibration)
    {
        var reading = calibration.MapGroup("").RequireAuthorization(Access.SeeReports).Scoped(ApiScope.Read);
        reading.MapGet("", ListAsync).Describe<IReadOnlyList<CalibrationLine>>("All calibration sessions, the latest first");
        reading.MapGet("/{session:long}", FindAsync).Describe<CalibrationDocument>("One session; answers are there once it is revealed");
        var leading = calibration.MapGroup("").RequireAuthorization(Access.Calibrate).Scoped(ApiScope.Review);
        leading.MapPost("", OpenAsync).Describe<Numbered>("Opens a session", StatusCodes.Status201Created);
        leading.MapPost("/{session:long}/close", CloseAsync).Describe("Closes a session: its answers may be seen, and nobody scores any more");
        leading.MapPost("/{session:long}/calls/{call}/consensus", AgreeAsync).Describe<Counted>("Writes down what was agreed on for a call", StatusCodes.Status202Accepted);
    }

    /// <summary>The refusal of what would tell a result that the asker must not know yet.</summary>
    public static IResult StillBlind(string callId) =>
        JsonAnswer.Refusal($"You are to score the call '{callId}' blind in a calibration session; do so first, and wait until all have.", StatusCodes.Status409Conflict);

    private static async Task<IResult> ListAsync(Calibrations calibrations, CancellationToken cancellationToken) =>
        JsonAnswer.Of<IReadOnlyList<CalibrationLine>>((await calibrations.ListAsync(cancellationToken)).ConvertAll(Line));

    private static async Task<IResult> FindAsync(
        long session, Calibrations calibrations, ScorecardStore scorecards, BlindCalls blind, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await calibrations.FindAsync(session, cancellationToken) is not { } whole) return NoSession();
        var found = whole.Hiding(await blind.OfAsync(user, cancellationToken));
        var scorecard = await scorecards.FindAsync(found.Scorecard, cancellationToken);
        return JsonAnswer.Of(new CalibrationDocument(
            Line(found),
            [.. found.Calls.Select(call => new CalibrationCallDocument(call.CallId, [.. call.Reviews.Values], [.. call.Agreed.Values]))],
            scorecard is null ? [] : FigureRoutes.Lines(CalibrationFigures.Questions([found], scorecard).Where(line => line.Agreement.Calls > 0)),
            CalibrationFigures.Members(found)));
    }

    private static async Task<IResult> OpenAsync(
        NewSession sent, Calibrations calibrations, Accounts accounts, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var members = new List<string>();
        foreach (var name in sent.Reviewers) members.Add((await accounts.FindReviewerAsync(name, cancellationToken)).Id);
        var master = sent.Master is { } wanted ? (await accounts.FindReviewerAsync(wanted, cancellationToken)).Id : null;
        var id = await calibrations.OpenAsync(new(sent.Name, sent.Calls ?? [], sent.Drawn, sent.Seed, members, master, sent.DueAt), user.Identity!.Name!, cancellationToken);
        await audit.AddAsync(AuditTrail.CalibrationOpened, user.Identity.Name!, cancellationToken);
        return JsonAnswer.Of(new Numbered(id), StatusCodes.Status201Created);
    }

    private static async Task<IResult> CloseAsync(long session, Calibrations calibrations, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!await calibrations.CloseAsync(session, cancellationToken)) return NoSession();
        await audit.AddAsync(AuditTrail.CalibrationClosed, user.Identity!.Name!, cancellationToken);
        return Results.Accepted();
    }

    private static async Task<IResult> AgreeAsync(
        long session, string call, AgreedAnswers sent, Calibrations calibrations, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await calibrations.FindAsync(session, cancellationToken) is not { } found) return NoSession();
        var name = user.Identity!.Name!;
        var written = await calibrations.AgreeAsync(found, call, [.. sent.Answers.Select(answer => new Consensus(answer.Question, answer.Choice, sent.Remark, name))], cancellationToken);
        if (written > 0) await audit.AddAsync(AuditTrail.ConsensusRecorded, name, cancellationToken);
        return JsonAnswer.Counted(written);
    }

    private static IResult NoSession() => JsonAnswer.Refusal("There is no such calibration session, or it is closed already.", StatusCodes.Status404NotFound);

    private static CalibrationLine Line(CalibrationSession session) => new(
        session.Id, session.Name, session.Scorecard, session.By, session.OpenedAt, session.DueAt, session.ClosedAt, session.Revealed, session.Seed,
        [.. session.Members.Select(member => new CalibrationMemberLine(member.Name, member.ReviewerId == session.MasterId, member.Done))], [.. session.Calls.Select(call => call.CallId)]);
}
