using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Disputes;

/// <summary>An evaluation as its agent's list shows it.</summary>
internal sealed record OwnEvaluation(
    string CallId, DateTimeOffset Begun, TimeSpan Duration, double? Overall, bool AutoFail, ResponseState State, DateTimeOffset ReleasedAt, DateTimeOffset? Due, int Round);

/// <summary>A dispute that waits for a decision.</summary>
internal sealed record OpenDispute(string CallId, string? Agent, double? Overall, string Writer, DateTimeOffset DisputedAt, DateTimeOffset? Due, int Round);

/// <summary>The lists of evaluations by what became of them.</summary>
internal sealed class DisputeLists(IDbContextFactory<CallQADbContext> contexts)
{
    public const int PageSize = 50;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>One agent's evaluations, those that await an answer first, then the latest.</summary>
    public Task<(List<OwnEvaluation> Lines, int Total)> OwnAsync(string agentId, int page, CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
        {
            var own = context.Standings.Join(
                context.Calls.Where(call => call.AgentId == agentId), standing => standing.CallId, call => call.Id, (standing, call) => new { standing, call.ListedUtc, call.DurationTicks });
            var lines = await own.OrderBy(line => line.standing.State == ResponseState.Acknowledged).ThenByDescending(line => line.standing.ReleasedUtc).ThenBy(line => line.standing.CallId)
                .Skip((page - 1) * PageSize).Take(PageSize)
                .Select(line => new { line.standing, line.ListedUtc, line.DurationTicks, line.standing.Review!.Overall, line.standing.Review.AutoFail })
                .ToListAsync(cancellationToken);
            return (lines.ConvertAll(line => new OwnEvaluation(
                line.standing.CallId, new DateTimeOffset(line.ListedUtc), TimeSpan.FromTicks(line.DurationTicks), line.Overall, line.AutoFail, line.standing.State,
                new DateTimeOffset(line.standing.ReleasedUtc), Moment(line.standing.DueUtc), line.standing.Round)), await own.CountAsync(cancellationToken));
        },
        cancellationToken);

    /// <summary>Disputes for somebody who has to score some calls blind: without their results.</summary>
    public static IReadOnlyList<OpenDispute> Hiding(IEnumerable<OpenDispute> disputes, IReadOnlySet<string> blind) =>
        [.. disputes.Select(dispute => blind.Contains(dispute.CallId) ? dispute with { Overall = null } : dispute)];

    /// <summary>The disputes that wait, the most urgent first.</summary>
    public Task<List<OpenDispute>> OpenAsync(CancellationToken cancellationToken) => work.ReadAsync(
        async context => (await context.Standings.Where(standing => standing.State == ResponseState.Disputed)
                .OrderBy(standing => standing.DueUtc).ThenBy(standing => standing.CallId)
                .Join(context.Calls, standing => standing.CallId, call => call.Id, (standing, call) => new { standing, call.AgentName, call.AgentId })
                .Select(line => new
                {
                    line.standing, line.AgentName, line.AgentId, line.standing.Review!.Overall,
                    Writer = context.Users.Where(user => user.Id == line.standing.Review.ReviewerId).Select(user => user.Name).FirstOrDefault(),
                })
                .ToListAsync(cancellationToken))
            .ConvertAll(line => new OpenDispute(
                line.standing.CallId, line.AgentName ?? line.AgentId, line.Overall, line.Writer ?? "–", Moment(line.standing.DisputedUtc)!.Value, Moment(line.standing.DueUtc), line.standing.Round)),
        cancellationToken);

    private static DateTimeOffset? Moment(DateTime? utc) => utc is { } known ? new DateTimeOffset(known) : null;
}
