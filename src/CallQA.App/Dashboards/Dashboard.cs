using CallQA.App.Review.Queue;
using CallQA.Coaching;

namespace CallQA.App.Dashboards;

/// <summary>A stretch of days.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
public readonly record struct DayRange(DateOnly From, DateOnly Until);

/// <summary>Results of the calls of a stretch of days.</summary>
public sealed record PeriodResult(DayRange Days, Average Overall);

/// <summary>Results of an agent, a telephone queue, a team or the calls for one reason.</summary>
/// <param name="Key">Identifier or name; null for calls without one.</param>
/// <param name="Overall">Their results.</param>
/// <param name="AutoFails">Calls with an answer that fails more than its question.</param>
public sealed record GroupResult(string? Key, Average Overall, int AutoFails);

/// <summary>How one question was answered.</summary>
/// <param name="Question">Its identifier.</param>
/// <param name="Points">Per cent of its points.</param>
/// <param name="Full">Answers with all points.</param>
/// <param name="Nothing">Answers without points.</param>
/// <param name="AutoFails">Answers that fail more than the question.</param>
public sealed record QuestionResult(string Question, Average Points, int Full, int Nothing, int AutoFails);

/// <summary>A reason for which calls wait.</summary>
public sealed record WaitingCalls(QueueReason Reason, int Calls);

/// <summary>The machine's results of many calls.</summary>
/// <param name="Overall">All of them.</param>
/// <param name="AutoFails">Calls with an answer that fails more than its question.</param>
/// <param name="Uncertain">Calls with an answer that the machine leaves to a person.</param>
/// <param name="Periods">In the order of time; stretches without calls are left out.</param>
/// <param name="Distribution">Calls by result: 0–9, 10–19, …, 90–100.</param>
/// <param name="Agents">Best first.</param>
/// <param name="Queues">Best first.</param>
/// <param name="Teams">Best first.</param>
/// <param name="Reasons">By reason of the call, best first.</param>
/// <param name="Questions">In the order of the scorecard in force, of calls answered with it.</param>
/// <param name="Waiting">Why calls wait for a reviewer, most calls first; a call may wait for several reasons.</param>
public sealed record Dashboard(
    Average Overall,
    int AutoFails,
    int Uncertain,
    IReadOnlyList<PeriodResult> Periods,
    IReadOnlyList<int> Distribution,
    IReadOnlyList<GroupResult> Agents,
    IReadOnlyList<GroupResult> Queues,
    IReadOnlyList<GroupResult> Teams,
    IReadOnlyList<GroupResult> Reasons,
    IReadOnlyList<QuestionResult> Questions,
    IReadOnlyList<WaitingCalls> Waiting);
