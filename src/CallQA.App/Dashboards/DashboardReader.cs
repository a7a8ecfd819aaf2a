using CallQA.App.Review.Queue;
using CallQA.App.Search;
using CallQA.App.Search.Index;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Web;
using CallQA.Coaching;
using CallQA.Scoring.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Dashboards;

/// <summary>Counts a dashboard.</summary>
internal sealed class DashboardReader(FigureMemory memory, IDbContextFactory<CallQADbContext> contexts, CallQASettings settings)
{
    private const int MostDays = 31;
    private const int MostWeeks = 60;

    /// <param name="scorecard">Whose questions are counted.</param>
    /// <param name="query">Which calls.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Dashboard> ReadAsync(Scorecard scorecard, DashboardQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var criteria = CriteriaOf(query);
        var (from, until) = (CallKey.First(criteria.From!.Value.UtcDateTime), CallKey.First(criteria.Until!.Value.UtcDateTime));
        var blind = await CallKey.OfAsync(context, query.Blind, cancellationToken);
        var tally = new DashboardTally(scorecard, settings.Zone, PeriodsOf(query.Days));
        await memory.AskAsync(
            calls =>
            {
                foreach (var call in calls)
                    if (call.Key >= from && call.Key < until && Meant(call, query) && !blind.Contains(call.Key) && ResultOf(call, query.Scores) is { } result) tally.Add(call, result);
                return tally;
            },
            cancellationToken);
        return tally.Finish(await WaitingAsync(context, criteria, scorecard, cancellationToken));
    }

    private static bool Meant(KeptFigures call, DashboardQuery query) =>
        (query.Agent is null || call.Agent == query.Agent) && (query.Queue is null || call.Queue == query.Queue) && (query.Team is null || call.Team == query.Team)
        && (query.Reason is null || call.Reason == query.Reason);

    private static KeptResult? ResultOf(KeptFigures call, ScoreSource scores) => scores == ScoreSource.People ? call.People : call.Machine;

    private CallCriteria CriteriaOf(DashboardQuery query) => new()
    {
        From = PagePeriod.Midnight(query.Days.From, settings.Zone),
        Until = PagePeriod.Midnight(query.Days.Until.AddDays(1), settings.Zone),
        Agent = query.Agent,
        Queue = query.Queue,
        Team = query.Team,
        Reason = query.Reason,
    };

    private static async Task<IReadOnlyList<WaitingCalls>> WaitingAsync(CallQADbContext context, CallCriteria criteria, Scorecard scorecard, CancellationToken cancellationToken)
    {
        var calls = CallCriteriaQuery.Where(context, criteria, scorecard);
        var waiting = await context.ReviewTasks.Where(task => task.State == TaskState.Open)
            .Where(task => calls.Any(row => row.CallId == task.CallId))
            .GroupBy(task => task.Reasons).Select(group => new { Reasons = group.Key, Calls = group.Count() }).ToListAsync(cancellationToken);
        return
        [
            .. waiting.SelectMany(group => group.Reasons.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(reason => (Enum.Parse<QueueReason>(reason), group.Calls)))
                .GroupBy(entry => entry.Item1, entry => entry.Calls).Select(group => new WaitingCalls(group.Key, group.Sum())).OrderByDescending(entry => entry.Calls),
        ];
    }

    private static Func<DateOnly, DayRange> PeriodsOf(DayRange days) => (days.Until.DayNumber - days.From.DayNumber) switch
    {
        < MostDays => day => new(day, day),
        < 7 * MostWeeks => WeekOf,
        _ => day => new(new(day.Year, day.Month, 1), new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month))),
    };

    private static DayRange WeekOf(DateOnly day)
    {
        var monday = ReportWeek.Of(day).Monday;
        return new(monday, monday.AddDays(6));
    }
}
