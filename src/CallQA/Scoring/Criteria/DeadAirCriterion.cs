using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>The customer is not left in unannounced silence.</summary>
internal sealed class DeadAirCriterion : Criterion
{
    public override string Name => "dead-air";

    public override bool NeedsTimes => true;

    public override bool ReadsPhrases => false;

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("most", "s", 10, 0, 600), new("tolerated", "s", 20, 0, 600)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var (most, tolerated) = (parameters.Numbers["most"], parameters.Numbers["tolerated"]);
        var (seconds, silences) = (call.Metrics!.DeadAir.TotalSeconds, call.Metrics.DeadAirCount);
        var reason = new Reason(
            $"{seconds:0.0} s of dead air (silences: {silences}); up to {most:0.#} s is good, up to {tolerated:0.#} s tolerated.",
            $"{seconds:0.0} s unangekündigte Stille (Pausen: {silences}); bis {most:0.#} s ist gut, bis {tolerated:0.#} s geduldet.");
        return UpTo(seconds, most, tolerated, reason, Before(call));
    }

    /// <summary>The turns after which the silences begin.</summary>
    private static IEnumerable<int> Before(CallFacts call) =>
        call.Metrics!.Spans
            .Where(span => span.Kind == MetricSpanKind.DeadAir)
            .Select(span => call.Turns.LastOrDefault(turn => turn.Turn.Start < span.Start))
            .OfType<SpokenTurn>()
            .Select(turn => turn.Index)
            .Distinct();
}
