namespace CallQA.Coaching.Effects;

/// <summary>An uncoached agent beside a coached one.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="Change">The change over the coached agent's days.</param>
/// <param name="Distance">How far apart the two began.</param>
internal sealed record Neighbour(string AgentId, Change Change, double Distance);

/// <summary>A coached agent with everybody comparable.</summary>
/// <param name="Session">The agent and the session.</param>
/// <param name="Own">The agent's change.</param>
/// <param name="Near">Comparable agents, nearest first; at least two.</param>
/// <param name="Most">How many of them count.</param>
internal sealed record MatchedAgent(CoachedAgent Session, Change Own, IReadOnlyList<Neighbour> Near, int Most)
{
    /// <summary>The agents that count, one left out and replaced by the next.</summary>
    public IEnumerable<Neighbour> Compared(string? without) => Near.Where(neighbour => neighbour.AgentId != without).Take(Most);

    /// <summary>Their mean change.</summary>
    public double Usual(string? without) => Compared(without).Average(neighbour => neighbour.Change.Value);
}
