using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Search;

/// <summary>What calls can be filtered by.</summary>
/// <param name="Agents">Identifier and name, by name.</param>
/// <param name="Queues">Telephone queues.</param>
/// <param name="Teams">Teams.</param>
public sealed record Choices(IReadOnlyList<(string Id, string Name)> Agents, IReadOnlyList<string> Queues, IReadOnlyList<string> Teams)
{
    /// <summary>Reasons of calls.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}

/// <summary>Agents, telephone queues, teams and reasons that there are calls of; up to a minute old.</summary>
internal sealed class FilterChoices(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private (Choices Choices, long At)? known;

    public async Task<Choices> ListAsync(CancellationToken cancellationToken)
    {
        if (known is { } last && clock.GetElapsedTime(last.At) < Fresh) return last.Choices;
        var at = clock.GetTimestamp();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.CallFigures.Select(row => new { row.AgentId, row.AgentName, row.Queue, row.Team, row.Reason }).Distinct().ToListAsync(cancellationToken);
        var choices = new Choices(
            [
                .. rows.Where(row => row.AgentId is not null).GroupBy(row => row.AgentId!)
                    .Select(agent => (agent.Key, agent.Select(row => row.AgentName).FirstOrDefault(name => name is not null) ?? agent.Key))
                    .OrderBy(agent => agent.Item2, StringComparer.CurrentCulture),
            ],
            [.. rows.Select(row => row.Queue).OfType<string>().Distinct().Order(StringComparer.CurrentCulture)],
            [.. rows.Select(row => row.Team).OfType<string>().Distinct().Order(StringComparer.CurrentCulture)])
        {
            Reasons = [.. rows.Select(row => row.Reason).OfType<string>().Distinct().Order(StringComparer.CurrentCulture)],
        };
        known = (choices, at);
        return choices;
    }
}
