using CallQA.App.Settings;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Queue;

/// <summary>A recurring plan to be made.</summary>
/// <param name="Name">What it is called, 1–100 letters.</param>
/// <param name="PerAgent">Calls of each agent and period, 1–100.</param>
/// <param name="Cycle">How long a period is.</param>
/// <param name="Stratify">What each agent's calls are divided by.</param>
/// <param name="Seed">Any text; each period has a seed of its own, made of it and the period's name.</param>
/// <param name="Assigns">Whether drawn calls are shared out among reviewers at once.</param>
internal sealed record NewRecurringPlan(string Name, int PerAgent, PlanCycle Cycle, Stratum Stratify, string Seed, bool Assigns = true);

/// <summary>A recurring plan as lists show it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Plan">What it draws.</param>
/// <param name="By">Who made it.</param>
/// <param name="Created">When.</param>
/// <param name="LastDraw">When it was carried out last; null for never.</param>
/// <param name="Stopped">When it was stopped; null while it goes on.</param>
/// <param name="Drawn">Calls drawn so far.</param>
internal sealed record RecurringPlan(long Id, NewRecurringPlan Plan, string By, DateTimeOffset Created, DateTimeOffset? LastDraw, DateTimeOffset? Stopped, int Drawn);

/// <summary>
/// Sampling plans that go on: each night draws what is due of each agent by then, from the calls that have come. How many were drawn is
/// read from the calls themselves, so that nights that overlap, are repeated or were missed draw neither twice nor too few.
/// </summary>
internal sealed class RecurringPlans(IDbContextFactory<CallQADbContext> contexts, ReviewQueue queue, DueDates dates, CallQASettings settings, TimeProvider clock)
{
    /// <summary>Longest name and seed.</summary>
    public const int LongestText = 100;

    // Calls that come late or wait long for their scores are drawn in the week after their period.
    private static readonly TimeSpan Late = TimeSpan.FromDays(7);

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Makes a plan; the next night begins with it, from the period it is made in.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="InputException">A value is out of range.</exception>
    public async Task<long> AddAsync(NewRecurringPlan plan, string by, CancellationToken cancellationToken)
    {
        SampleDraws.Check(plan.PerAgent);
        Check("name", plan.Name);
        Check("seed", plan.Seed);
        var now = Now();
        var added = await work.CommitAsync(
            context => Task.FromResult(context.RecurringPlans.Add(new RecurringPlanRow
            {
                Name = plan.Name.Trim(),
                PerAgent = plan.PerAgent,
                Cycle = plan.Cycle,
                Stratify = plan.Stratify,
                Seed = plan.Seed.Trim(),
                Assigns = plan.Assigns,
                By = by,
                CreatedUtc = now,
                DrawnUntilUtc = now,
            }).Entity),
            cancellationToken);
        return added.Id;
    }

    /// <summary>Stops a plan; what it drew stays in the queue.</summary>
    /// <returns>Whether there was one going on.</returns>
    public Task<bool> StopAsync(long id, string by, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            if (await context.RecurringPlans.FirstOrDefaultAsync(row => row.Id == id && row.StoppedUtc == null, cancellationToken) is not { } row) return false;
            (row.StoppedUtc, row.StoppedBy) = (Now(), by);
            row.Version++;
            return true;
        },
        cancellationToken);

    /// <summary>All plans: those that go on first, then the latest.</summary>
    public Task<List<RecurringPlan>> ListAsync(CancellationToken cancellationToken) => work.ReadAsync(
        async context => (await context.RecurringPlans.OrderBy(row => row.StoppedUtc != null).ThenByDescending(row => row.Id)
                .Select(row => new { row, Drawn = context.SamplingPlans.Where(draw => draw.RecurringId == row.Id).Sum(draw => draw.Drawn) }).ToListAsync(cancellationToken))
            .ConvertAll(entry => Of(entry.row, entry.Drawn)),
        cancellationToken);

    /// <summary>Carries out all plans that go on.</summary>
    /// <returns>How many calls were put into the queue.</returns>
    public async Task<int> DrawAsync(CancellationToken cancellationToken)
    {
        var plans = await work.ReadAsync(
            context => context.RecurringPlans.Where(row => row.StoppedUtc == null).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellationToken), cancellationToken);
        if (plans.Count == 0) return 0;
        await queue.CatchUpAsync(cancellationToken);
        var drawn = 0;
        foreach (var plan in plans) drawn += await DrawAsync(plan, cancellationToken);
        return drawn;
    }

    private Task<int> DrawAsync(long id, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var plan = await context.RecurringPlans.FirstAsync(row => row.Id == id, cancellationToken);
            if (plan.StoppedUtc is not null) return 0;
            var now = clock.GetUtcNow();
            var since = new DateTimeOffset(plan.DrawnUntilUtc) - Late;
            var drawn = new List<ReviewTaskRow>();
            foreach (var period in PlanPeriod.Between(plan.Cycle, since > new DateTimeOffset(plan.CreatedUtc) ? since : new(plan.CreatedUtc), now, settings.Zone))
                drawn.AddRange(await DrawAsync(context, plan, period, now, cancellationToken));
            if (plan.Assigns) await ReviewerLoad.ShareAsync(context, drawn.FindAll(task => task.AssigneeId is null), cancellationToken);
            plan.DrawnUntilUtc = CallMapping.Utc(now);
            plan.Version++;
            return drawn.Count;
        },
        cancellationToken);

    private async Task<IReadOnlyList<ReviewTaskRow>> DrawAsync(
        CallQADbContext context, RecurringPlanRow plan, PlanPeriod period, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sampling = new SamplingPlan(plan.PerAgent, plan.Stratify, $"{plan.Seed} {period.Name}");
        var (from, until) = (CallMapping.Utc(period.From), CallMapping.Utc(period.Until < now ? period.Until : now));
        var candidates = await SampledCalls.CandidatesAsync(context, from, until, cancellationToken);
        var before = await SampledCalls.DrawnAsync(context, plan.Id, from, until, cancellationToken);
        var elapsed = period.ElapsedAt(now);
        var drawn = candidates.Keys.GroupBy(call => call.Agent).OrderBy(agent => agent.Key, StringComparer.Ordinal)
            .SelectMany(agent => DrawOf(agent.Key, [.. agent], [.. before[agent.Key]])).ToList();
        if (drawn.Count == 0) return [];
        var row = context.SamplingPlans.Add(SampleDraws.RowOf(sampling, from, until, candidates.Count, drawn.Count, plan.By, CallMapping.Utc(now), plan.Id)).Entity;
        foreach (var call in drawn) SampledCalls.Enqueue(candidates[call], row.Id, dates);
        return drawn.ConvertAll(call => candidates[call]);

        IReadOnlyList<Candidate> DrawOf(string? agent, IReadOnlyList<Candidate> calls, IReadOnlyList<Candidate> had) =>
            sampling.DrawOf(calls, had, sampling.DueOf(agent, elapsed) - had.Count);
    }

    private static RecurringPlan Of(RecurringPlanRow row, int drawn) => new(
        row.Id,
        new(row.Name, row.PerAgent, row.Cycle, row.Stratify, row.Seed, row.Assigns),
        row.By,
        new(row.CreatedUtc),
        row.DrawnUntilUtc > row.CreatedUtc ? new DateTimeOffset(row.DrawnUntilUtc) : null,
        row.StoppedUtc is { } stopped ? new DateTimeOffset(stopped) : null,
        drawn);

    private static void Check(string what, string text)
    {
        if (text.Trim().Length is 0 or > LongestText)
            throw new InputException(InputFault.Settings, $"The {what} of the plan has {text.Trim().Length} letters; write 1 to {LongestText}.");
    }

    private DateTime Now() => CallMapping.Utc(clock.GetUtcNow());
}
