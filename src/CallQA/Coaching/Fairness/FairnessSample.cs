namespace CallQA.Coaching.Fairness;

/// <summary>One score of many calls of one grouping. Documented in <c>docs/coaching.md</c>.</summary>
/// <param name="Measure">What was scored.</param>
/// <param name="Calls">Those that have the score, on the measure's own scale.</param>
public sealed record FairnessSample(ReportMeasure Measure, IReadOnlyCollection<FairnessCall> Calls)
{
    /// <summary>What people score, too: only where they do is anything known at equal human scores.</summary>
    public static IReadOnlyList<ReportMeasure> Measures { get; } = [ReportMeasure.Overall, ReportMeasure.Empathy, ReportMeasure.Courtesy, ReportMeasure.Resolution];

    /// <summary>Width of the bands in which human scores count as equal: ten points of a result, one of a score 1–5, and the three answers to whether the matter is resolved.</summary>
    private double Band => Measure switch
    {
        ReportMeasure.Overall => 10,
        ReportMeasure.Resolution => 0.5,
        _ => 1,
    };

    internal int BandOf(double human) => (int)Math.Round(human / Band);

    /// <summary>Scores in steps never vary less than by the rounding; nor does a share, of which what was never seen may be seen once.</summary>
    internal double LeastVariance(int n) => Measure switch
    {
        ReportMeasure.Overall => 0,
        ReportMeasure.Resolution => (n + 1.0) / ((n + 2.0) * (n + 2.0)),
        _ => Estimate.RoundingVariance,
    };
}
