using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>The agent speaks at a pace one can follow.</summary>
internal sealed class PaceCriterion : Criterion
{
    public override string Name => "pace";

    public override bool NeedsTimes => true;

    public override bool ReadsPhrases => false;

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("least", "words/min", 100, 20, 400), new("most", "words/min", 200, 20, 400), new("tolerance", "words/min", 25, 0, 200)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        if (call.Metrics!.Agent.WordsPerMinute is not { } pace)
            return Verdict.NotApplicable(TooLittle);

        var (least, most) = (parameters.Numbers["least"], parameters.Numbers["most"]);
        var longest = call.Agent.MaxBy(turn => turn.Turn.End - turn.Turn.Start)!;
        var reason = new Reason(
            $"The agent speaks {pace:0} words a minute; {least:0} to {most:0} is good.",
            $"Der Agent spricht {pace:0} Wörter pro Minute; gut sind {least:0} bis {most:0}.");
        return Between(pace, least, most, parameters.Numbers["tolerance"], reason, [longest.Index]);
    }

    private static Reason TooLittle { get; } = new(
        $"The agent speaks less than 5 s, too little for a pace.",
        $"Der Agent spricht weniger als 5 s, zu wenig für ein Tempo.");
}
