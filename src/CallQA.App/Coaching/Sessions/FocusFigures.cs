using CallQA.App.Scorecards;
using CallQA.App.Search.Index;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Web;
using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Sessions;

/// <summary>An agent's present figure for a focus.</summary>
/// <param name="Focus">What is measured.</param>
/// <param name="Value">Its mean with interval and number of calls.</param>
internal sealed record FocusFigure(CoachingFocus Focus, Average Value);

/// <summary>
/// An agent's results for what coaching works on. They are the machine's, as on the dashboard: of all calls, and not only of those that
/// somebody chose to review. Questions keep their identifiers from version to version of a scorecard, so that all versions count that ask them.
/// </summary>
internal sealed class FocusFigures(IDbContextFactory<CallQADbContext> contexts, ScorecardStore scorecards, CallQASettings settings, TimeProvider clock)
{
    /// <summary>Days that the present figure is of.</summary>
    public const int PresentDays = 56;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Today, where the contact centre is.</summary>
    public DateOnly Today => settings.DayOf(clock.GetUtcNow());

    /// <summary>The agent's present figure for everything that can be a focus, without the calls that the reader has to score blind.</summary>
    public async Task<IReadOnlyList<FocusFigure>> PresentAsync(string agentId, IReadOnlySet<string> blind, CancellationToken cancellationToken)
    {
        var calls = await CallsAsync(agentId, Today.AddDays(1 - PresentDays), blind, cancellationToken);
        var offered = CoachingFocus.Of(await scorecards.InForceAsync(cancellationToken));
        return [.. offered.Select(focus => new FocusFigure(focus, focus.Mean(calls.Select(call => call.ValueOf(focus)).OfType<double>())))];
    }

    /// <summary>How far a session's goal is, without the calls that the reader has to score blind.</summary>
    public async Task<GoalProgress> ProgressAsync(CoachingSession session, IReadOnlySet<string> blind, CancellationToken cancellationToken)
    {
        var (goal, since) = (session.Line.Plan.Goal, session.CoachedSince);
        var values = new List<FocusValue>();
        foreach (var call in await CallsAsync(session.Line.Plan.AgentId, since, blind, cancellationToken))
            if (call.ValueOf(goal.Focus) is { } value) values.Add(new(settings.DayOf(new DateTimeOffset(CallKey.SecondOf(call.Row.Key))), value));
        return GoalProgress.Of(goal, since, Today, values);
    }

    private async Task<List<MeasuredCall>> CallsAsync(string agentId, DateOnly since, IReadOnlySet<string> blind, CancellationToken cancellationToken)
    {
        var first = CallKey.First(PagePeriod.Midnight(since, settings.Zone).UtcDateTime);
        var rows = await work.ReadAsync(
            context => context.CallFigures.Where(row => row.AgentId == agentId && row.Key >= first && row.Overall != null).OrderBy(row => row.Key).ToListAsync(cancellationToken),
            cancellationToken);
        return await MeasuredCall.OfAsync(rows.FindAll(row => !blind.Contains(row.CallId)), scorecards, cancellationToken);
    }
}
