using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Review;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;
using CallQA.App.Review.Queue;
using CallQA.App.Scorecards;
using CallQA.App.Storage;
using CallQA.App.Web.Calls;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Measurement;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.App.Web.Api;

/// <summary>A call with what was found out about it; the transcript has an address of its own. Why it is set aside, and where it failed, is for admins, and of keys for those that operate.</summary>
internal sealed record CallDocument(
    Call Call,
    ConversationMetrics? Metrics,
    Evaluation? Evaluation,
    IReadOnlyList<SubmittedReview> Reviews,
    IReadOnlyList<CallComment> Comments,
    IReadOnlyList<QueueReason> WaitsBecause,
    StandingEvaluation? Standing,
    IReadOnlyDictionary<int, Correction> Corrections,
    IReadOnlyList<MoodFlip> MoodFlips,
    CallOriginals? Originals,
    SetAside? SetAside,
    IReadOnlyList<SubmittedReview> ReviewsFromElsewhere,
    string? TranscriptMark);

/// <summary>What is known of calls.</summary>
internal static class CallRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/calls", ListAsync).Describe<CallPageOfLines>("Calls, the newest first; the next page is the one from its `next`");
        api.MapGet("/calls/{id}", FindAsync).Describe<CallDocument>("A call with metrics, the machine's evaluation, reviews and comments");
        api.MapGet("/calls/{id}/transcript", TranscriptAsync).Describe<Transcript>("The transcript, corrected where somebody corrected it");
        api.MapGet("/calls/{id}/review", DraftAsync).RequireAuthorization(Access.Evaluate).Describe<ReviewForm>("The asker's draft of a review");
        api.MapGet("/scorecard", async (ScorecardStore scorecards, CancellationToken token) => JsonAnswer.Of(await scorecards.InForceAsync(token))).Describe<Scorecard>("The scorecard in force");
    }

    private static async Task<IResult> ListAsync(
        CallListing listing, BlindCalls blind, ClaimsPrincipal user, CancellationToken cancellationToken, CallsShown show = CallsShown.All, string? agent = null, int page = 1, string? from = null)
    {
        var lines = await listing.ReadAsync(show, agent, page, UserClaims.LimitOf(user), cancellationToken, ListCursor.Parse(from));
        return JsonAnswer.Of(lines.Hiding(await blind.OfAsync(user, cancellationToken), show));
    }

    private static async Task<IResult> FindAsync(string id, CallDetails details, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await details.FindAsync(user, id, cancellationToken) is not { } found) return JsonAnswer.NoCall();
        await details.ShowSuggestionsAsync(user, found, cancellationToken);
        return JsonAnswer.Of(new CallDocument(found.Call, found.Evaluated.Metrics, found.Calibration is null ? found.Evaluated.Evaluation : null, found.History, found.Comments, found.Why,
            found.Standing, found.Corrections, found.Calibration is null ? found.Flips : [], KeyBearer.Allows(user, ApiScope.ReadOriginals) ? found.Originals : null,
            KeyBearer.Allows(user, ApiScope.Operate) ? found.SetAside : null, found.FromElsewhere,
            found.Evaluated.Transcript is { } transcript ? TranscriptMark.Of(transcript) : null));
    }

    private static async Task<IResult> DraftAsync(string id, CallDetails details, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await details.FindAsync(user, id, cancellationToken) is { Form: { } form } ? JsonAnswer.Of(form) : JsonAnswer.NoCall();

    private static async Task<IResult> TranscriptAsync(
        string id, CallDetails details, ClaimsPrincipal user, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (await details.FindAsync(user, id, cancellationToken) is not { Evaluated.Transcript: { } transcript } found) return JsonAnswer.NoCall();
        await audit.AddAsync(AuditTrail.Exported, user.Identity!.Name!, found.Call, cancellationToken);
        return JsonAnswer.Of(TranscriptCorrections.Apply(transcript, found.Corrections));
    }
}
