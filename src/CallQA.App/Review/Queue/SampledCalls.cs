using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Queue;

/// <summary>The calls that plans draw from, and what drawing does to them.</summary>
internal static class SampledCalls
{
    /// <summary>Calls of a period that may be drawn: reviewed, replaced and drawn ones are out; conspicuous ones that wait are drawn like all others.</summary>
    public static async Task<Dictionary<Candidate, ReviewTaskRow>> CandidatesAsync(CallQADbContext context, DateTime from, DateTime until, CancellationToken cancellationToken)
    {
        var tasks = context.ReviewTasks.Where(task => task.PlanId == null && (task.State == TaskState.Passed || task.State == TaskState.Open));
        var candidates = await ReadAsync(context, tasks, from, until, cancellationToken);
        // What was drawn before in the same transaction is not in the database yet.
        return candidates.Where(entry => entry.Value.PlanId is null).ToDictionary();
    }

    /// <summary>Calls of a period that a recurring plan drew and that nobody took out of the queue.</summary>
    public static async Task<ILookup<string?, Candidate>> DrawnAsync(CallQADbContext context, long recurring, DateTime from, DateTime until, CancellationToken cancellationToken)
    {
        var draws = context.SamplingPlans.Where(draw => draw.RecurringId == recurring && draw.FromUtc == from).Select(draw => (long?)draw.Id);
        var drawn = await ReadAsync(context, context.ReviewTasks.Where(task => task.State != TaskState.Replaced && draws.Contains(task.PlanId)), from, until, cancellationToken);
        return drawn.Keys.ToLookup(candidate => candidate.Agent);
    }

    /// <summary>Puts a drawn call into the queue.</summary>
    public static void Enqueue(ReviewTaskRow task, long plan, DueDates dates)
    {
        task.PlanId = plan;
        task.Reasons = string.Join(',', ReviewQueue.ReasonsOf(task.Reasons).Append(QueueReason.Sample).Distinct());
        task.DueUtc ??= dates.NextUtc();
        task.State = TaskState.Open;
        task.Version++;
    }

    /// <summary>For a call that a plan drew, another one of the same agent and plan.</summary>
    public static async Task PutInPlaceAsync(CallQADbContext context, ReviewTaskRow replaced, DueDates dates, CancellationToken cancellationToken)
    {
        if (replaced.PlanId is not { } planId) return;
        var plan = await context.SamplingPlans.FirstAsync(row => row.Id == planId, cancellationToken);
        var agent = await context.Calls.Where(call => call.Id == replaced.CallId).Select(call => call.AgentId).FirstAsync(cancellationToken);
        var candidates = await CandidatesAsync(context, plan.FromUtc, plan.UntilUtc, cancellationToken);
        var drawing = new SamplingPlan(1, plan.Stratify, plan.Seed);
        if (drawing.Draw(candidates.Keys.Where(call => call.Agent == agent)) is [var next, ..]) Enqueue(candidates[next], planId, dates);
    }

    private static async Task<Dictionary<Candidate, ReviewTaskRow>> ReadAsync(
        CallQADbContext context, IQueryable<ReviewTaskRow> tasks, DateTime from, DateTime until, CancellationToken cancellationToken)
    {
        var rows = await tasks
            .Join(
                context.Calls.Where(call => call.ListedUtc >= from && call.ListedUtc < until),
                task => task.CallId, call => call.Id, (task, call) => new { task, call.AgentId, call.Queue, call.DurationTicks })
            .Select(entry => new
            {
                entry.task, entry.AgentId, entry.Queue, entry.DurationTicks,
                Overall = context.Evaluations.Where(row => row.Id == entry.task.EvaluationId).Select(row => row.Overall).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(row => new Candidate(row.task.CallId, row.AgentId, row.Queue, row.Overall, TimeSpan.FromTicks(row.DurationTicks)), row => row.task);
    }
}
