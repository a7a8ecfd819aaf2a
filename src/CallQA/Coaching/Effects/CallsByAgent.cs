namespace CallQA.Coaching.Effects;

/// <summary>Calls of each agent in the order of time, and the agent's team: that of the latest call that names one.</summary>
internal sealed class CallsByAgent
{
    private readonly Dictionary<string, Outcome[]> _calls;
    private readonly Dictionary<string, string?> _teams;

    public CallsByAgent(IEnumerable<Outcome> outcomes)
    {
        _calls = outcomes.GroupBy(call => call.AgentId, StringComparer.Ordinal)
            .ToDictionary(agent => agent.Key, agent => agent.OrderBy(call => call.At).ThenBy(call => call.Value).ToArray(), StringComparer.Ordinal);
        _teams = _calls.ToDictionary(agent => agent.Key, agent => agent.Value.LastOrDefault(call => call.Team is not null)?.Team, StringComparer.Ordinal);
    }

    /// <summary>All agents with calls.</summary>
    public IEnumerable<string> Agents => _calls.Keys;

    public string? TeamOf(string agent) => _teams.GetValueOrDefault(agent);

    /// <summary>An agent's change around a moment; null with too few calls on either side.</summary>
    public Change? ChangeOf(string agent, DateTimeOffset at, EffectOptions options)
    {
        if (!_calls.TryGetValue(agent, out var calls))
            return null;
        var (from, until) = (at.AddDays(-options.Days), at.AddDays(options.Days));
        var before = Moments.Of(calls.Where(call => call.At >= from && call.At < at).Select(call => call.Value));
        var after = Moments.Of(calls.Where(call => call.At >= at && call.At < until).Select(call => call.Value));
        return before.N < options.MinimumCalls || after.N < options.MinimumCalls ? null : new Change(Mean(before), Mean(after));
    }

    private static Average Mean(Moments values) => Estimate.Mean(values, minimum: 2, double.MinValue, double.MaxValue);
}
