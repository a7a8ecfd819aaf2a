using CallQA.Measurement;

namespace CallQA.Scoring.Criteria;

/// <summary>One hold: the agent turn that announces it and the agent turn that comes back.</summary>
/// <param name="Announcement">The turn that announced the wait; where it is not known, the agent's last before it.</param>
/// <param name="Return">The agent's first turn after it; null when the call ends on hold.</param>
/// <param name="Length">How long the customer waited; null when the transcript has no times.</param>
internal sealed record HoldScene(SpokenTurn Announcement, SpokenTurn? Return, TimeSpan? Length)
{
    /// <summary>The holds of a call: those measured where there are times, else the turns that read as one.</summary>
    public static IReadOnlyList<HoldScene> FindAll(CallFacts call) =>
        call.Metrics is null ? Spoken(call) : [.. Measured(call, call.Metrics)];

    private static IEnumerable<HoldScene> Measured(CallFacts call, ConversationMetrics metrics) =>
        from span in metrics.Spans
        where span.Kind == MetricSpanKind.Hold
        let announcement = Announcing(call, span)
        where announcement is not null
        group span by announcement into hold
        let end = hold.Max(span => span.End)
        select new HoldScene(
            hold.Key,
            call.Agent.FirstOrDefault(turn => turn.Turn.Start >= end),
            TimeSpan.FromTicks(hold.Sum(span => (span.End - span.Start).Ticks)));

    private static SpokenTurn? Announcing(CallFacts call, MetricSpan hold) =>
        hold.Announcement is { } index ? call.Turns[index] : call.Agent.LastOrDefault(turn => turn.Turn.Start < hold.Start);

    private static List<HoldScene> Spoken(CallFacts call) =>
        [.. call.Agent
            .Select((turn, at) => (Turn: turn, Next: call.Agent.ElementAtOrDefault(at + 1)))
            .Where(pair => pair.Turn.HasAct("hold") && pair.Turn.Says(HoldPhrases.Announcing, call.Language))
            .Select(pair => new HoldScene(pair.Turn, pair.Next, null))];
}
