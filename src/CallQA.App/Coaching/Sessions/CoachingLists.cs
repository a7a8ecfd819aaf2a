using CallQA.App.Search.Index;
using CallQA.App.Storage;
using CallQA.Coaching.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Sessions;

/// <summary>Which sessions are shown.</summary>
public enum SessionsShown
{
    /// <summary>Those on which something is left to do.</summary>
    Open,

    /// <summary>Those due today or before.</summary>
    Due,

    /// <summary>Closed and cancelled ones.</summary>
    Done,

    /// <summary>All.</summary>
    All,
}

/// <summary>Which sessions to list.</summary>
/// <param name="Show">In what state.</param>
/// <param name="AgentId">Only this agent's; null for all.</param>
/// <param name="CoachId">Only this coach's; null for all.</param>
/// <param name="Focus">Only those of this focus; null for all.</param>
internal sealed record SessionFilter(SessionsShown Show = SessionsShown.Open, string? AgentId = null, string? CoachId = null, string? Focus = null);

/// <summary>Reads coaching sessions.</summary>
internal sealed class CoachingLists(IDbContextFactory<CallQADbContext> contexts, FocusFigures figures)
{
    /// <summary>Sessions on a page.</summary>
    public const int PageSize = 100;

    // A longer passage is heard rather than read.
    private const int TurnsQuoted = 6;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Sessions by agent, those that are due earliest first.</summary>
    /// <returns>A page of them, and how many there are.</returns>
    public Task<(List<SessionLine> Lines, int Total)> ListAsync(SessionFilter filter, int page, int pageSize, CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
        {
            var sessions = Where(context, filter);
            var lines = await LinesAsync(
                sessions.OrderBy(row => row.Plan!.AgentName ?? row.Plan.AgentId).ThenBy(row => row.Plan!.AgentId)
                    .ThenBy(row => row.DueOn == null).ThenBy(row => row.DueOn).ThenBy(row => row.PlannedOn).ThenBy(row => row.Id)
                    .Skip((page - 1) * pageSize).Take(pageSize),
                cancellationToken);
            return (lines, await sessions.CountAsync(cancellationToken));
        },
        cancellationToken);

    /// <summary>What is due today or before, the longest overdue first.</summary>
    public Task<List<SessionLine>> DueAsync(SessionFilter filter, CancellationToken cancellationToken) => work.ReadAsync(
        context => LinesAsync(Where(context, filter with { Show = SessionsShown.Due }).OrderBy(row => row.DueOn).ThenBy(row => row.Id).Take(PageSize), cancellationToken),
        cancellationToken);

    /// <summary>How many sessions are due today or before.</summary>
    public Task<int> CountDueAsync(string? coachId, CancellationToken cancellationToken) => work.ReadAsync(
        context => Where(context, new(SessionsShown.Due, CoachId: coachId)).CountAsync(cancellationToken), cancellationToken);

    /// <summary>How many sessions wait for an agent's word.</summary>
    public Task<int> CountWaitingAsync(string agentId, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.CoachingSessions.CountAsync(row => row.State == SessionState.Held && row.Plan!.AgentId == agentId, cancellationToken), cancellationToken);

    /// <summary>Agents that there are sessions of: identifier and name, by name.</summary>
    public Task<List<(string Id, string Name)>> AgentsAsync(CancellationToken cancellationToken) => work.ReadAsync(
        async context => (await context.CoachingPlans.Select(row => new { row.AgentId, Name = row.AgentName ?? row.AgentId }).Distinct().ToListAsync(cancellationToken))
            .DistinctBy(agent => agent.AgentId).OrderBy(agent => agent.Name, StringComparer.CurrentCulture).Select(agent => (agent.AgentId, agent.Name)).ToList(),
        cancellationToken);

    /// <summary>Coaches that there are sessions of: account and name, by name.</summary>
    public Task<List<(string Id, string Name)>> CoachesAsync(CancellationToken cancellationToken) => work.ReadAsync(
        async context => (await context.CoachingPlans.Select(row => new { row.CoachId, row.Coach }).Distinct().ToListAsync(cancellationToken))
            .DistinctBy(coach => coach.CoachId).OrderBy(coach => coach.Coach, StringComparer.CurrentCulture).Select(coach => (coach.CoachId, coach.Coach)).ToList(),
        cancellationToken);

    /// <summary>One session; null when there is none, or it is not this agent's.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="agentId">The only agent whose sessions are the reader's to see; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Task<CoachingSession?> FindAsync(long id, string? agentId, CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
        {
            var row = await context.CoachingSessions.Include(session => session.Actions).Include(session => session.Moments).Include(session => session.Events).Include(session => session.Playlists)
                .AsSplitQuery().FirstOrDefaultAsync(session => session.Id == id && (agentId == null || session.Plan!.AgentId == agentId), cancellationToken);
            if (row is null) return null;
            var others = await LinesAsync(context.CoachingSessions.Where(session => session.PlanId == row.PlanId).OrderBy(session => session.Position), cancellationToken);
            return new CoachingSession(
                others.Single(line => line.Id == id), others,
                [.. row.Playlists.OrderBy(linked => linked.Position).Select(linked => linked.PlaylistId)],
                [.. row.Actions.OrderBy(action => action.Id).Select(CoachingMapping.Of)],
                await MomentsAsync(context, row.Moments, cancellationToken),
                [.. row.Events.OrderBy(entry => entry.Id).Select(CoachingMapping.Of)]);
        },
        cancellationToken);

    private IQueryable<CoachingSessionRow> Where(CallQADbContext context, SessionFilter filter)
    {
        var today = figures.Today;
        var sessions = context.CoachingSessions.AsQueryable();
        if (filter.AgentId is { } agent) sessions = sessions.Where(row => row.Plan!.AgentId == agent);
        if (filter.CoachId is { } coach) sessions = sessions.Where(row => row.Plan!.CoachId == coach);
        if (filter.Focus is { } focus) sessions = sessions.Where(row => row.Plan!.Focus == focus);
        return filter.Show switch
        {
            SessionsShown.Open => sessions.Where(row => row.State < SessionState.Closed),
            SessionsShown.Due => sessions.Where(row => row.DueOn <= today),
            SessionsShown.Done => sessions.Where(row => row.State >= SessionState.Closed),
            _ => sessions,
        };
    }

    private static async Task<List<SessionLine>> LinesAsync(IQueryable<CoachingSessionRow> sessions, CancellationToken cancellationToken) =>
        (await sessions.Select(row => new { Session = row, row.Plan, Open = row.Actions.Count(action => action.DoneOn == null) }).ToListAsync(cancellationToken))
        .ConvertAll(line => CoachingMapping.Of(line.Session, CoachingMapping.Of(line.Plan!), line.Open));

    private static async Task<IReadOnlyList<CallMoment>> MomentsAsync(CallQADbContext context, List<CoachingMomentRow> moments, CancellationToken cancellationToken)
    {
        var calls = moments.Select(moment => moment.CallId).Distinct().ToList();
        var turns = (await context.CallFigures.Where(call => calls.Contains(call.CallId))
                .Join(context.SpokenTurns.Where(turn => turn.StartTicks != null), call => call.Key, turn => turn.CallKey, (call, turn) => new { call.CallId, Turn = turn })
                .OrderBy(entry => entry.Turn.Key).ToListAsync(cancellationToken))
            .ToLookup(entry => entry.CallId, entry => entry.Turn);
        return [.. moments.OrderBy(moment => moment.Id).Select(moment => new CallMoment(
            moment.Id, moment.CallId, TimeSpan.FromTicks(moment.StartTicks), TimeSpan.FromTicks(moment.EndTicks), moment.Remark, Said(moment, [.. turns[moment.CallId]])))];
    }

    // A turn lasts until the next one of the same call begins.
    private static IReadOnlyList<SaidTurn> Said(CoachingMomentRow moment, List<SpokenTurnRow> turns) =>
    [
        .. turns.Where((turn, at) => turn.StartTicks < moment.EndTicks && (at + 1 == turns.Count || turns[at + 1].StartTicks > moment.StartTicks))
            .Take(TurnsQuoted).Select(turn => new SaidTurn(turn.Speaker, turn.Text)),
    ];
}
