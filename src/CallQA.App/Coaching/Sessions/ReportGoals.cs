using CallQA.App.Scorecards;
using CallQA.App.Search.Index;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Web;
using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Sessions;

/// <summary>Reads the goals of coaching that reports of a period show: of plans of which a session was held until its end, and whose day had not passed at its beginning.</summary>
internal sealed class ReportGoals(IDbContextFactory<CallQADbContext> contexts, ScorecardStore scorecards, CallQASettings settings)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>The goals, by agent and beginning. Nothing in them depends on the day on which they are read.</summary>
    public async Task<IReadOnlyList<ReportGoal>> ReadAsync(ReportPeriod period, CancellationToken cancellationToken)
    {
        var (first, last) = (period.From, period.LastDay);
        var plans = await work.ReadAsync(
            context => context.CoachingPlans.AsNoTracking().Include(plan => plan.Sessions)
                .Where(plan => plan.GoalBy >= first && plan.Sessions.Any(session => session.HeldOn <= last)).OrderBy(plan => plan.AgentId).ThenBy(plan => plan.Id).ToListAsync(cancellationToken),
            cancellationToken);
        var goals = new List<ReportGoal>();
        foreach (var plan in plans)
        {
            var since = CoachingPlan.Since(plan.StartOn, plan.Sessions.Min(session => session.HeldOn));
            var goal = CoachingMapping.Of(plan).Goal;
            var values = await ValuesAsync(plan.AgentId, goal.Focus, since, last, cancellationToken);
            // A month that goes on ends, for now, with its last call.
            var until = values.Count == 0 ? last : values.Max(value => value.Day);
            goals.Add(new(plan.AgentId, since, goal, GoalProgress.Of(goal, since, until, values)));
        }

        return goals;
    }

    /// <summary>What the reports of a period show of goals, in a few signs: another text means that they have to be written anew.</summary>
    public static string Digest(IReadOnlyList<ReportGoal> goals) => goals.Count == 0 ? "" : "\n" + CallDigest.Of(StoredJson.Write(goals));

    private async Task<List<FocusValue>> ValuesAsync(string agentId, CoachingFocus focus, DateOnly since, DateOnly last, CancellationToken cancellationToken)
    {
        var from = CallKey.First(PagePeriod.Midnight(since, settings.Zone).UtcDateTime);
        var until = CallKey.First(PagePeriod.Midnight(last.AddDays(1), settings.Zone).UtcDateTime);
        var rows = await work.ReadAsync(
            context => context.CallFigures.Where(row => row.AgentId == agentId && row.Key >= from && row.Key < until && row.Overall != null).OrderBy(row => row.Key).ToListAsync(cancellationToken),
            cancellationToken);
        var values = new List<FocusValue>();
        foreach (var call in await MeasuredCall.OfAsync(rows, scorecards, cancellationToken))
            if (call.ValueOf(focus) is { } value) values.Add(new(settings.DayOf(new DateTimeOffset(CallKey.SecondOf(call.Row.Key))), value));
        return values;
    }
}
