using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>The agent neither drowns the customer nor leaves them to talk alone.</summary>
internal sealed class TalkRatioCriterion : Criterion
{
    public override string Name => "talk-ratio";

    public override bool NeedsTimes => true;

    public override bool ReadsPhrases => false;

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("least", "share", 0.30, 0, 1), new("most", "share", 0.65, 0, 1), new("tolerance", "share", 0.10, 0, 1)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        if (call.Metrics!.TalkRatio is not { } ratio)
            return Verdict.NotApplicable(Reasons.NoAgent);

        var (least, most) = (parameters.Numbers["least"], parameters.Numbers["most"]);
        var longest = call.Turns.MaxBy(turn => turn.Turn.End - turn.Turn.Start)!;
        var reason = new Reason(
            $"The agent has {100 * ratio:0} % of the talk time; {100 * least:0} to {100 * most:0} % is good.",
            $"Der Agent hat {100 * ratio:0} % der Redezeit; gut sind {100 * least:0} bis {100 * most:0} %.");
        return Between(ratio, least, most, parameters.Numbers["tolerance"], reason, [longest.Index]);
    }
}
