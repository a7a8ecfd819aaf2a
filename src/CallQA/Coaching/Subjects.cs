namespace CallQA.Coaching;

/// <summary>Finds out who is in a set of calls; the calls are in the report's order.</summary>
internal static class Subjects
{
    public static List<ReportSubject> Agents(IEnumerable<CallRow> calls) =>
    [
        .. calls
            .Where(call => !string.IsNullOrWhiteSpace(call.AgentId))
            .GroupBy(call => call.AgentId!)
            .Select(agent => ReportSubject.Agent(agent.Key, Latest(agent, call => call.AgentName)))
            .OrderBy(agent => agent.Name ?? agent.Id, StringComparer.Ordinal)
            .ThenBy(agent => agent.Id, StringComparer.Ordinal),
    ];

    public static List<ReportSubject> Teams(IEnumerable<CallRow> calls) =>
    [
        .. calls
            .Select(call => call.Team)
            .Where(team => !string.IsNullOrWhiteSpace(team))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(team => ReportSubject.Team(team!)),
    ];

    /// <summary>Whom an agent is compared with: the team of the latest call that has one, everyone without.</summary>
    public static ReportSubject PeersOf(IEnumerable<CallRow> agentsCalls) =>
        Latest(agentsCalls, call => call.Team) is { } team ? ReportSubject.Team(team) : ReportSubject.Everyone;

    private static string? Latest(IEnumerable<CallRow> calls, Func<CallRow, string?> what) =>
        calls.Select(what).LastOrDefault(value => !string.IsNullOrWhiteSpace(value));
}
