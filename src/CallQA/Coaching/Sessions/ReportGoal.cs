namespace CallQA.Coaching.Sessions;

/// <summary>A goal of an agent's coaching as the report of a period shows it.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="Since">The day of the first session held.</param>
/// <param name="Goal">What is to be reached.</param>
/// <param name="Progress">How far it is at the period's end.</param>
public sealed record ReportGoal(string AgentId, DateOnly Since, CoachingGoal Goal, GoalProgress Progress);
