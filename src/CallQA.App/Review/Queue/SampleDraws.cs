using CallQA.App.Identity;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Queue;

/// <summary>Carries out sampling plans over a period that somebody names.</summary>
internal sealed class SampleDraws(IDbContextFactory<CallQADbContext> contexts, DueDates dates, TimeProvider clock)
{
    /// <summary>Most calls of an agent that one plan draws.</summary>
    public const int MostPerAgent = 100;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Draws from the calls of a period that nobody has reviewed yet.</summary>
    /// <returns>How many calls were put into the queue.</returns>
    /// <exception cref="InputException">The plan cannot be carried out.</exception>
    public async Task<int> DrawAsync(SamplingPlan plan, DateTimeOffset from, DateTimeOffset until, string by, CancellationToken cancellationToken)
    {
        Check(plan.PerAgent);
        if (until <= from) throw new InputException(InputFault.Settings, $"The period ends on {until:yyyy-MM-dd}, before it begins on {from:yyyy-MM-dd}; change one of them.");
        return await work.CommitAsync(
            async context =>
            {
                var now = CallMapping.Utc(clock.GetUtcNow());
                var candidates = await SampledCalls.CandidatesAsync(context, CallMapping.Utc(from), CallMapping.Utc(until), cancellationToken);
                var drawn = plan.Draw(candidates.Keys);
                var row = context.SamplingPlans.Add(RowOf(plan, CallMapping.Utc(from), CallMapping.Utc(until), candidates.Count, drawn.Count, by, now, recurring: null)).Entity;
                foreach (var call in drawn) SampledCalls.Enqueue(candidates[call], row.Id, dates);
                QueueAudit.Add(context, AuditTrail.SampleDrawn, by, now);
                return drawn.Count;
            },
            cancellationToken);
    }

    /// <summary>What was drawn, the latest first.</summary>
    public Task<List<SamplingPlanRow>> ListAsync(int most, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.SamplingPlans.OrderByDescending(row => row.AtUtc).ThenBy(row => row.Id).Take(most).ToListAsync(cancellationToken), cancellationToken);

    /// <exception cref="InputException">No plan draws so many calls of an agent.</exception>
    internal static void Check(int perAgent)
    {
        if (perAgent is < 1 or > MostPerAgent) throw new InputException(InputFault.Settings, $"The plan draws {perAgent} calls of each agent; write 1 to {MostPerAgent}.");
    }

    internal static SamplingPlanRow RowOf(SamplingPlan plan, DateTime from, DateTime until, int candidates, int drawn, string by, DateTime now, long? recurring) => new()
    {
        // Known before it is stored, so that the plan and its calls are one transaction.
        Id = Random.Shared.NextInt64(1, long.MaxValue),
        PerAgent = plan.PerAgent,
        Stratify = plan.Stratify,
        Seed = plan.Seed,
        FromUtc = from,
        UntilUtc = until,
        Candidates = candidates,
        Drawn = drawn,
        By = by,
        AtUtc = now,
        RecurringId = recurring,
    };
}
