using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Queue;

namespace CallQA.App.Web.Api;

/// <summary>Open calls, and whose they are to be: the name of an account, or null for nobody's.</summary>
internal sealed record QueueAssignment(IReadOnlyList<string> Calls, string? To);

/// <summary>Calls that leave the queue, and why.</summary>
internal sealed record QueueReplacement(IReadOnlyList<string> Calls, string Because);

/// <summary>A sampling plan and the period it draws from.</summary>
internal sealed record QueueDraw(int PerAgent, Stratum Stratify, string Seed, DateTimeOffset From, DateTimeOffset Until);

/// <summary>The number of a recurring plan.</summary>
internal sealed record PlanNumber(long Id);

/// <summary>What waits for reviewers.</summary>
internal static class QueueRoutes
{
    private const int PlansListed = 100;

    public static void Map(RouteGroupBuilder queue)
    {
        queue.MapGroup("").RequireAuthorization(Access.Evaluate).Scoped(ApiScope.Read).MapGet("", ListAsync)
            .Describe<QueueListing>("Calls that wait for a reviewer, the most urgent first");
        queue.MapGroup("").RequireAuthorization(Access.SeeOperations).Scoped(ApiScope.Read).MapGet("/plans/{plan:long}", PlanAsync)
            .Describe<PlanWithCalls>("A sampling plan that was carried out, with its calls and what became of each");
        var reading = queue.MapGroup("").RequireAuthorization(Access.SeePlans).Scoped(ApiScope.Read);
        reading.MapGet("/plans", async (SampleDraws draws, CancellationToken token) => JsonAnswer.Of(await draws.ListAsync(PlansListed, token)))
            .Describe<IReadOnlyList<SamplingPlanRow>>("Sampling plans that were carried out, by people and by nights");
        reading.MapGet("/recurring-plans", async (RecurringPlans plans, CancellationToken token) => JsonAnswer.Of(await plans.ListAsync(token)))
            .Describe<IReadOnlyList<RecurringPlan>>("Sampling plans that nights carry out, those that go on first");
        var changing = queue.MapGroup("").RequireAuthorization(Access.Evaluate).Scoped(ApiScope.Review);
        changing.MapPost("/assign", AssignAsync).Describe<Counted>("Gives calls to a reviewer; reviewers can take calls, admins give them to anybody");
        changing.MapPost("/replace", async (QueueReplacement sent, ReviewQueue waiting, ClaimsPrincipal user, CancellationToken token) =>
            JsonAnswer.Counted(await waiting.ReplaceAsync(sent.Calls, sent.Because, user.Identity!.Name!, token))).Describe<Counted>("Takes calls out; a plan draws others in their place");
        var leading = changing.MapGroup("").RequireAuthorization(Access.Administer);
        leading.MapPost("/distribute", async (ReviewQueue waiting, ClaimsPrincipal user, CancellationToken token) => JsonAnswer.Counted(await waiting.DistributeAsync(user.Identity!.Name!, token)))
            .Describe<Counted>("Shares what nobody has among reviewers, the one with the fewest first");
        leading.MapPost("/plans", async (QueueDraw sent, SampleDraws draws, ClaimsPrincipal user, CancellationToken token) => JsonAnswer.Counted(
            await draws.DrawAsync(new SamplingPlan(sent.PerAgent, sent.Stratify, sent.Seed), sent.From, sent.Until, user.Identity!.Name!, token)))
            .Describe<Counted>("Carries out a sampling plan");
        leading.MapPost("/recurring-plans", AddPlanAsync).Describe<PlanNumber>("Makes a sampling plan that nights carry out", StatusCodes.Status201Created);
        leading.MapPost("/recurring-plans/{plan:long}/stop", StopPlanAsync).Describe("Stops a recurring plan; what it drew stays in the queue");
    }

    private static async Task<IResult> ListAsync(
        ReviewQueue queue, BlindCalls blind, ClaimsPrincipal user, CancellationToken cancellationToken, QueueShown show = QueueShown.Mine, int page = 1)
    {
        await queue.CatchUpAsync(cancellationToken);
        var listing = await queue.ListAsync(show, UserClaims.IdOf(user), Math.Max(1, page), cancellationToken);
        return JsonAnswer.Of(listing.Hiding(await blind.OfAsync(user, cancellationToken)));
    }

    private static async Task<IResult> PlanAsync(long plan, PlanCalls calls, CancellationToken cancellationToken) => await calls.OfAsync(plan, cancellationToken) is { } found
        ? JsonAnswer.Of(found)
        : JsonAnswer.Refusal($"There is no sampling plan {plan} that was carried out; /queue/plans lists them.", StatusCodes.Status404NotFound);

    private static async Task<IResult> AddPlanAsync(NewRecurringPlan sent, RecurringPlans plans, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = await plans.AddAsync(sent, user.Identity!.Name!, cancellationToken);
        await audit.AddAsync(AuditTrail.SamplingChanged, user.Identity.Name!, cancellationToken);
        return JsonAnswer.Of(new PlanNumber(id), StatusCodes.Status201Created);
    }

    private static async Task<IResult> StopPlanAsync(long plan, RecurringPlans plans, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!await plans.StopAsync(plan, user.Identity!.Name!, cancellationToken))
            return JsonAnswer.Refusal("There is no such plan, or it was stopped before.", StatusCodes.Status404NotFound);
        await audit.AddAsync(AuditTrail.SamplingChanged, user.Identity.Name!, cancellationToken);
        return Results.Accepted();
    }

    private static async Task<IResult> AssignAsync(QueueAssignment sent, ReviewQueue queue, Accounts accounts, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var me = UserClaims.IdOf(user);
        var to = sent.To is null ? null : (await accounts.FindReviewerAsync(sent.To, cancellationToken)).Id;
        var name = user.Identity!.Name!;
        if (Access.Allows(user, Access.Administer)) return JsonAnswer.Counted(await queue.AssignAsync([.. sent.Calls], to, name, cancellationToken));
        return to == me
            ? JsonAnswer.Counted(await queue.TakeAsync([.. sent.Calls], me, name, cancellationToken))
            : JsonAnswer.Refusal("Only an admin gives calls to others; take them for yourself.", StatusCodes.Status403Forbidden);
    }
}
