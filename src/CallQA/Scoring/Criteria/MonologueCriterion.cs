using CallQA.Scoring.Scorecards;

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
        var longest = call.Agent.MaxBy(turn => turn.Turn.End - turn.Turn.Start)!;
        var reason = new Reason(
            $"The agent's longest monologue lasts {seconds:0.0} s; up to {most:0} s is good, up to {tolerated:0} s tolerated.",
            $"Der längste Monolog des Agenten dauert {seconds:0.0} s; bis {most:0} s ist gut, bis {tolerated:0} s geduldet.");
        return UpTo(seconds, most, tolerated, reason, [longest.Index]);
    }
}
