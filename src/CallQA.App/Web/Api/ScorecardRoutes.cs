using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Review.Calibration;
using CallQA.App.Scorecards;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Web.Api;

/// <summary>A scorecard as YAML.</summary>
internal sealed record ScorecardSource(string Source);

/// <summary>A scorecard to be tried on a past call.</summary>
internal sealed record ScorecardTrial(string Source, string Call);

/// <summary>A version that was saved.</summary>
internal sealed record SavedScorecard(string Scorecard, int Version);

/// <summary>The forms that calls are scored with.</summary>
internal static class ScorecardRoutes
{
    private const string OneVersion = "/{scorecard}/{version:int}";

    public static void Map(RouteGroupBuilder scorecards)
    {
        var reading = scorecards.MapGroup("").RequireAuthorization(Access.SeeReports).Scoped(ApiScope.Read);
        reading.MapGet("", async (ScorecardStore store, CancellationToken token) => JsonAnswer.Of(await store.ListAsync(token)))
            .Describe<IReadOnlyList<ScorecardVersion>>("All versions of all scorecards");
        reading.MapGet(OneVersion, async (string scorecard, int version, ScorecardStore store, CancellationToken token) =>
            await FindAsync(store, scorecard, version, token) is { } found ? JsonAnswer.Of(found) : NoVersion(scorecard, version))
            .Describe<Scorecard>("One version");
        reading.MapGet(OneVersion + "/source", async (string scorecard, int version, ScorecardStore store, CancellationToken token) =>
            await FindAsync(store, scorecard, version, token) is { } found ? Results.Text(found.Source, "application/yaml; charset=utf-8") : NoVersion(scorecard, version))
            .WithSummary("One version as YAML").Produces<string>(contentType: "application/yaml");
        reading.MapGet(OneVersion + "/changes", ChangesAsync).Describe<IReadOnlyList<ScorecardChange>>("What a version changes of another one of the same scorecard, of the one before if none is named");
        reading.MapPost("/preview", PreviewAsync).RequireAuthorization(Access.Administer)
            .Describe<Evaluation>("Answers a scorecard for a past call; nothing is stored");
        var writing = scorecards.MapGroup("").RequireAuthorization(Access.Administer).Scoped(ApiScope.WriteScorecards);
        writing.MapPost("", SaveAsync).Describe<SavedScorecard>("Saves a new version", StatusCodes.Status201Created);
        writing.MapPost(OneVersion + "/in-force", PutInForceAsync).Describe("Lets calls be scored with a version from now on");
    }

    private static async Task<IResult> ChangesAsync(string scorecard, int version, ScorecardStore store, CancellationToken cancellationToken, int? against = null)
    {
        var other = against ?? version - 1;
        if (await FindAsync(store, scorecard, version, cancellationToken) is not { } after) return NoVersion(scorecard, version);
        return await FindAsync(store, scorecard, other, cancellationToken) is { } before ? JsonAnswer.Of(ScorecardDiff.Between(before, after)) : NoVersion(scorecard, other);
    }

    private static async Task<IResult> PreviewAsync(ScorecardTrial sent, ScorecardPreview preview, BlindCalls blind, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var scorecard = ScorecardReader.Read(sent.Source, "that was sent");
        if (await blind.IncludeAsync(user, sent.Call, cancellationToken))
            return CalibrationRoutes.StillBlind(sent.Call);
        return await preview.OfAsync(scorecard, sent.Call, cancellationToken) is { } evaluation ? JsonAnswer.Of(evaluation) : JsonAnswer.NoCall();
    }

    private static async Task<IResult> SaveAsync(ScorecardSource sent, ScorecardStore store, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var saved = await store.SaveAsync(sent.Source, user.Identity!.Name!, cancellationToken);
        await audit.AddAsync(AuditTrail.ScorecardSaved, user.Identity.Name!, cancellationToken);
        return JsonAnswer.Of(new SavedScorecard(saved.Id, saved.Version), StatusCodes.Status201Created);
    }

    private static async Task<IResult> PutInForceAsync(string scorecard, int version, ScorecardStore store, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await FindAsync(store, scorecard, version, cancellationToken) is null) return NoVersion(scorecard, version);
        await store.PutInForceAsync(scorecard, version, user.Identity!.Name!, cancellationToken);
        await audit.AddAsync(AuditTrail.ScorecardInForce, user.Identity.Name!, cancellationToken);
        return Results.Accepted();
    }

    private static Task<Scorecard?> FindAsync(ScorecardStore store, string scorecard, int version, CancellationToken cancellationToken) =>
        store.FindAsync(ScorecardStore.Reference(scorecard, version), cancellationToken);

    private static IResult NoVersion(string scorecard, int version) =>
        JsonAnswer.Refusal($"There is no scorecard {ScorecardStore.Reference(scorecard, version)}.", StatusCodes.Status404NotFound);
}
