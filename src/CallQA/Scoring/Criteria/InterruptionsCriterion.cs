using CallQA.Measurement;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.Scoring.Criteria;

/// <summary>The agent lets the customer finish.</summary>
internal sealed class InterruptionsCriterion : Criterion
{
    public override string Name => "interruptions";

    public override bool NeedsTimes => true;

    public override bool ReadsPhrases => false;

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("most", "times", 1, 0, 100), new("tolerated", "times", 3, 0, 100)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var count = call.Metrics!.Agent.Interruptions;
        var (most, tolerated) = (parameters.Numbers["most"], parameters.Numbers["tolerated"]);
        var reason = new Reason(
            $"Interruptions by the agent: {count}; up to {most:0} is good, up to {tolerated:0} tolerated.",
            $"Unterbrechungen durch den Agenten: {count}; bis {most:0} ist gut, bis {tolerated:0} geduldet.");
        return UpTo(count, most, tolerated, reason, Interrupting(call));
    }

    private static IEnumerable<int> Interrupting(CallFacts call) =>
        from span in call.Metrics!.Spans
        where span is { Kind: MetricSpanKind.Overtalk, By: Speaker.Agent }
        from turn in call.Agent
        where turn.Turn.Start == span.Start
        select turn.Index;
}
