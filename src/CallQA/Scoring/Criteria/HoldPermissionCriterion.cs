using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>The agent asks before putting the customer on hold.</summary>
internal sealed class HoldPermissionCriterion : Criterion
{
    private static readonly PhraseSet Asking = PhraseSet.Of(
        [
            "may|can|could i|we * put|place|ask|pop|leave", "would|do you mind",
            "is that|it * all? right|ok|okay|alright|fine",
            "would|will that|it|you be * right|ok|okay|alright|fine|possible",
            "if thats * right|ok|okay|alright|fine", "are you ok|okay|happy|able",
            "can|could|would|will you * hold|wait|bear", "mind if i",
        ],
        [
            "darf|duerfte|kann|koennte ich * sie", "darf|duerfte|kann|koennte ich",
            "ist das * ordnung|okay|ok|recht", "waere das * ordnung|okay|ok|recht", "wenn * recht|ordnung|okay ist",
            "koennen|koennten|wuerden|moechten|wollen sie", "haetten|haben sie * moment|augenblick|minute",
            "macht es ihnen", "stoert es sie", "einverstanden",
        ]);

    public override string Name => "hold-permission";

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("unannounced", "s", 30, 5, 600)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var limit = parameters.Numbers["unannounced"];
        var wordless = Wordless(call, limit).ToList();
        if (wordless.Count > 0)
            return Verdict.No(Unannounced(wordless.Count, limit), wordless);
        if (call.Holds.Count == 0)
            return Verdict.NotApplicable(Reasons.Lacks(CallFeature.Hold));

        var asked = call.Holds.Where(hold => Asks(hold.Announcement, call.Language)).ToList();
        var reason = Asked(asked.Count, call.Holds.Count);
        var turns = call.Holds.Select(hold => hold.Announcement.Index);
        return asked.Count == call.Holds.Count ? Verdict.Yes(reason, turns) : Verdict.Partly(reason, turns);
    }

    /// <summary>A recogniser may lose the question mark, a written transcript the usual words.</summary>
    private static bool Asks(SpokenTurn turn, string language) =>
        turn.Says(Asking, language) || turn.Turn.Text.Contains('?', StringComparison.Ordinal);

    private static IEnumerable<int> Wordless(CallFacts call, double limit) =>
        (call.Metrics?.Spans ?? [])
            .Where(span => span.Kind == MetricSpanKind.DeadAir && (span.End - span.Start).TotalSeconds > limit)
            .Select(span => call.Turns.Last(turn => turn.Turn.Start < span.Start).Index)
            .Distinct();

    private static Reason Unannounced(int count, double limit) => new(
        $"Waits of more than {limit:0} s that nobody announced: {count}.",
        $"Nicht angekündigte Wartezeiten von mehr als {limit:0} s: {count}.");

    private static Reason Asked(int asked, int holds) => new(
        $"Permission is asked before {asked} of {holds} holds.",
        $"Vor {asked} von {holds} Wartezeiten wird um Erlaubnis gefragt.");
}
