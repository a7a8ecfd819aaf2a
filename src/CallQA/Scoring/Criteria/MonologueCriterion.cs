using CallQA.Measurement;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.Scoring.Criteria;

/// <summary>The agent does not lecture.</summary>
internal sealed class MonologueCriterion : Criterion
{
    public override string Name => "monologue";

    public override bool NeedsTimes => true;

    public override bool ReadsPhrases => false;

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("most", "s", 45, 5, 600), new("tolerated", "s", 75, 5, 600)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var seconds = call.Metrics!.Agent.LongestMonologue.TotalSeconds;
        var (most, tolerated) = (parameters.Numbers["most"], parameters.Numbers["tolerated"]);
        var reason = new Reason(
            $"The agent's longest monologue lasts {seconds:0.0} s; up to {most:0} s is good, up to {tolerated:0} s tolerated.",
            $"Der längste Monolog des Agenten dauert {seconds:0.0} s; bis {most:0} s ist gut, bis {tolerated:0} s geduldet.");
        return UpTo(seconds, most, tolerated, reason, Longest(call));
    }

    private static IEnumerable<int> Longest(CallFacts call)
    {
        var silences = call.Metrics!.Spans
            .Where(span => span.Kind is MetricSpanKind.DeadAir or MetricSpanKind.Hold)
            .Select(span => new Stretch(span.Start, span.End))
            .ToList();
        var run = Monologue.Longest(Speaker.Agent, new Timeline(call.Transcript), silences);
        return call.Agent.Where(turn => turn.Turn.Start < run.End && turn.Turn.End > run.Start).Select(turn => turn.Index);
    }
}
