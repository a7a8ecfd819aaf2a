using CallQA.App.Review.Queue;
using CallQA.App.Search;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Coaching;
using CallQA.Scoring.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Dashboards;

/// <summary>Reads a dashboard from the figures of calls: one narrow row a call, counted as it comes.</summary>
internal sealed class DashboardReader(IDbContextFactory<CallQADbContext> contexts, CallQASettings settings)
{
    private const int MostDays = 31;
    private const int MostWeeks = 60;

    /// <param name="scorecard">Whose questions are counted.</param>
    /// <param name="criteria">Which calls.</param>
    /// <param name="days">The period they are of: its length tells whether days, weeks or months are shown.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Dashboard> ReadAsync(Scorecard scorecard, CallCriteria criteria, DayRange days, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var calls = CallCriteriaQuery.Where(context, criteria, scorecard);
        var tally = new DashboardTally(scorecard, settings.Zone, PeriodsOf(days));
        var reference = scorecard.Reference;
        var scored = calls.Where(row => row.Overall != null).Select(row => new ScoredCall(
            row.Key, row.AgentId, row.Queue, row.Team, row.Overall!.Value, row.AutoFail, row.NeedsReview, row.Scorecard == reference ? row.Answers : null));
        await foreach (var call in scored.AsAsyncEnumerable().WithCancellation(cancellationToken)) tally.Add(call);
        var waiting = await context.ReviewTasks.Where(task => task.State == TaskState.Open)
            .Where(task => calls.Any(row => row.CallId == task.CallId))
            .GroupBy(task => task.Reasons).Select(group => new { Reasons = group.Key, Calls = group.Count() }).ToListAsync(cancellationToken);
        return tally.Finish(
            [
                .. waiting.SelectMany(group => group.Reasons.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(reason => (Enum.Parse<QueueReason>(reason), group.Calls)))
                    .GroupBy(entry => entry.Item1, entry => entry.Calls).Select(group => new WaitingCalls(group.Key, group.Sum())).OrderByDescending(entry => entry.Calls),
            ]);
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
