using CallQA.Recordings;

namespace CallQA.Coaching;

/// <summary>Finds out who is in a set of calls.</summary>
internal static class Subjects
{
    public static List<ReportSubject> Agents(IEnumerable<Call> calls) =>
    [
        .. calls
            .Where(call => !string.IsNullOrWhiteSpace(call.Metadata.AgentId))
            .GroupBy(call => call.Metadata.AgentId!)
            .Select(agent => ReportSubject.Agent(agent.Key, Latest(agent, call => call.Metadata.AgentName)))
            .OrderBy(agent => agent.Name ?? agent.Id, StringComparer.Ordinal)
            .ThenBy(agent => agent.Id, StringComparer.Ordinal),
    ];

    public static List<ReportSubject> Teams(IEnumerable<Call> calls) =>
    [
        .. calls
            .Select(call => call.Metadata.Team)
            .Where(team => !string.IsNullOrWhiteSpace(team))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(team => ReportSubject.Team(team!)),
    ];

    /// <summary>The calls of the agent's team; everybody's where the team is not known.</summary>
    public static List<EvaluatedCall> Peers(ReportSubject agent, IReadOnlyList<EvaluatedCall> calls)
    {
        var team = Latest(calls.Select(call => call.Call).Where(agent.Owns), call => call.Metadata.Team);
        return team is null ? [.. calls] : [.. calls.Where(call => call.Call.Metadata.Team == team)];
    }

    private static string? Latest(IEnumerable<Call> calls, Func<Call, string?> what) =>
        calls
            .Where(call => !string.IsNullOrWhiteSpace(what(call)))
            .OrderBy(CallTime.Of)
            .ThenBy(call => call.Id, StringComparer.Ordinal)
            .Select(what)
            .LastOrDefault();
}
