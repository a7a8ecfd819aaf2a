namespace CallQA.Coaching.Effects;

/// <summary>An agent who was coached.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="At">When the session was held; calls begun before it are "before".</param>
public sealed record CoachedAgent(string AgentId, DateTimeOffset At);

/// <summary>One call's value of what was coached.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="Team">The agent's team; agents are compared within one. Null is a team of its own.</param>
/// <param name="At">When the call began.</param>
/// <param name="Value">Its value, on any one scale.</param>
public sealed record Outcome(string AgentId, string? Team, DateTimeOffset At, double Value);
