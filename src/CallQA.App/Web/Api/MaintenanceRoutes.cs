using System.Security.Claims;
using CallQA.App.Commands.Doctor;
using CallQA.App.Identity;
using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Webhooks;

namespace CallQA.App.Web.Api;

/// <summary>
/// What operators' programs ask of the whole: the same as <c>callqa doctor</c>, <c>callqa jobs</c>, <c>callqa retention</c> and
/// <c>callqa store verify</c>, done by the process that answers.
/// </summary>
internal static class MaintenanceRoutes
{
    private const int NightsListed = 30;
    private const int MostNights = 1000;

    public static void Map(RouteGroupBuilder operate)
    {
        operate.MapGet("/doctor", async (CallQASettings settings, TimeProvider clock, CancellationToken token) =>
            JsonAnswer.Of(await new Checkup(settings, clock).RunAsync(token)))
            .Describe<IReadOnlyList<Finding>>("Whether this machine can do the work, check by check, and what to do where not");
        operate.MapGet("/jobs", (CallQASettings settings, TimeProvider clock) => JsonAnswer.Of(RecurringJobs.Describe(settings, clock.GetUtcNow())))
            .Describe<IReadOnlyList<RecurringJobEntry>>("The recurring jobs with their times");
        operate.MapGet("/nights", NightsAsync).Describe<IReadOnlyList<Night>>("The latest nightly runs with their reports, `last` of them (30)");
        operate.MapPost("/nights", RunNight).Describe("Has a worker run the night's work now, unless a run is under way");
        operate.MapGet("/webhooks", async (WebhookOutbox outbox, CancellationToken token) => JsonAnswer.Of(await outbox.ListAsync(token)))
            .Describe<IReadOnlyList<WebhookMessage>>("Messages of the last thirty days to the program that is told what happened");
        operate.MapPost("/webhooks/{id}/replay", async (string id, WebhookOutbox outbox, CancellationToken token) => JsonAnswer.Found(await outbox.ReplayAsync(id, token)))
            .Describe("Has a message sent again, with all attempts anew");
        operate.MapGet("/retention", async (CallErasure erasure, CancellationToken token) => JsonAnswer.Of(await erasure.DueAsync(token)))
            .Describe<IReadOnlyList<ErasableCall>>("The calls that the rules of retention would erase now; nothing is erased");
        operate.MapPost("/retention", EraseDueAsync).Describe<IReadOnlyList<ErasableCall>>("Erases the calls that have been kept as long as the rules of retention say, and lists them");
        operate.MapGet("/store/verify", VerifyAsync)
            .Describe<IReadOnlyList<StoreProblem>>("Missing, damaged and orphaned recordings; with `quick=true` without reading every recording");
        operate.MapDelete("/store/orphans", RemoveOrphansAsync).Describe<IReadOnlyList<StoreProblem>>("Removes the recordings that belong to no call, and lists them");
    }

    private static async Task<IResult> NightsAsync(NightlyLedger nights, CancellationToken cancellationToken, int last = NightsListed) =>
        JsonAnswer.Of((await nights.ListAsync(Math.Clamp(last, 1, MostNights), cancellationToken)).ConvertAll(Night.Of));

    private static IResult RunNight(JobQueue queue, TimeProvider clock)
    {
        queue.EnqueueNightly(clock.GetUtcNow());
        return Results.Accepted();
    }

    private static async Task<IResult> EraseDueAsync(Retention retention, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        JsonAnswer.Of(await retention.RunAsync(user.Identity?.Name ?? LocalOperator.Name, cancellationToken));

    private static async Task<IResult> VerifyAsync(StoreVerification verification, CancellationToken cancellationToken, bool quick = false) =>
        JsonAnswer.Of(await verification.VerifyAsync(!quick, cancellationToken));

    private static async Task<IResult> RemoveOrphansAsync(StoreVerification verification, CancellationToken cancellationToken) =>
        JsonAnswer.Of(await verification.RemoveOrphansAsync(await verification.VerifyAsync(checksums: false, cancellationToken), cancellationToken));
}
