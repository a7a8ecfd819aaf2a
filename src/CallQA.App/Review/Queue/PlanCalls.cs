using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Queue;

/// <summary>What became of a call that a plan drew.</summary>
public enum PlanCallState
{
    /// <summary>It waits for a reviewer.</summary>
    Waits,

    /// <summary>It was reviewed.</summary>
    Reviewed,

    /// <summary>Somebody took it out of the queue, with a reason.</summary>
    Replaced,
}

/// <summary>A call that a plan drew.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Agent">Its agent.</param>
/// <param name="Listed">When it began.</param>
/// <param name="State">What became of it.</param>
/// <param name="By">Who reviewed it last, has it, or took it out of the queue; null for nobody, or where that was not kept yet.</param>
/// <param name="At">When it was reviewed or taken out; null while it waits.</param>
/// <param name="Because">Why it was taken out.</param>
internal sealed record PlanCall(string CallId, string? Agent, DateTimeOffset Listed, PlanCallState State, string? By, DateTimeOffset? At, string? Because);

/// <summary>A plan that was carried out, with its calls: those it drew at first and those that took the place of replaced ones.</summary>
internal sealed record PlanWithCalls(SamplingPlanRow Plan, IReadOnlyList<PlanCall> Calls);

/// <summary>Reads which calls plans drew and what became of them, so that none leaves a sample unseen.</summary>
internal sealed class PlanCalls(IDbContextFactory<CallQADbContext> contexts)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>The calls of a plan by agent and time; null when there is no such plan. Erased calls are gone from it, too.</summary>
    public Task<PlanWithCalls?> OfAsync(long planId, CancellationToken cancellationToken) => work.ReadAsync(
        async context => await context.SamplingPlans.FirstOrDefaultAsync(row => row.Id == planId, cancellationToken) is { } plan
            ? new PlanWithCalls(plan, await CallsAsync(context, planId, cancellationToken))
            : null,
        cancellationToken);

    private static async Task<List<PlanCall>> CallsAsync(CallQADbContext context, long planId, CancellationToken cancellationToken)
    {
        var rows = await context.ReviewTasks.Where(task => task.PlanId == planId)
            .Join(context.Calls, task => task.CallId, call => call.Id, (task, call) => new { task, call.AgentName, call.AgentId, call.ListedUtc })
            .Select(entry => new
            {
                entry.task, entry.AgentName, entry.AgentId, entry.ListedUtc,
                Assignee = context.Users.Where(user => user.Id == entry.task.AssigneeId).Select(user => user.Name).FirstOrDefault(),
                Reviewer = context.Reviews.Where(review => review.CallId == entry.task.CallId && review.Kind == ReviewKind.Review).OrderByDescending(review => review.Id)
                    .Select(review => context.Users.Where(user => user.Id == review.ReviewerId).Select(user => user.Name).FirstOrDefault()).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => Of(row.task, row.AgentName ?? row.AgentId, row.ListedUtc, row.Assignee, row.Reviewer))
                .OrderBy(call => call.Agent, StringComparer.Ordinal).ThenBy(call => call.Listed).ThenBy(call => call.CallId, StringComparer.Ordinal),
        ];
    }

    private static PlanCall Of(ReviewTaskRow task, string? agent, DateTime listedUtc, string? assignee, string? reviewer)
    {
        var (state, by) = task.State switch
        {
            TaskState.Replaced => (PlanCallState.Replaced, task.ReplacedBy),
            TaskState.Done => (PlanCallState.Reviewed, reviewer),
            _ => (PlanCallState.Waits, assignee),
        };
        return new(
            task.CallId, agent, new DateTimeOffset(listedUtc), state, by,
            state != PlanCallState.Waits && task.ClosedUtc is { } closed ? new DateTimeOffset(closed) : null, task.ReplacedBecause);
    }
}
