using CallQA.Coaching;

namespace CallQA.Tests.Coaching;

/// <summary>Agents whose true figures are known: how often the intervals of reports hold them. Fixed seeds, so that every run counts the same.</summary>
public sealed class IntervalCoverageTests
{
    private const int Runs = 2000;
    private const int Minimum = 5;

    [Theory]
    [InlineData(8, 60, 12)]
    [InlineData(30, 75, 10)]
    [InlineData(200, 50, 15)]
    public void Mean_HoldsTheTruth_InNinetyFiveOfAHundred(int calls, double mean, double deviation) =>
        Share(seed => Holds(Estimate.Mean(Normal(new(seed), calls, mean, deviation), Minimum, 0, 100).Interval, mean)).ShouldBeInRange(0.935, 0.965);

    [Theory]
    [InlineData(10, 0.5)]
    [InlineData(20, 0.8)]
    [InlineData(40, 0.35)]
    [InlineData(200, 0.9)]
    public void Share_HoldsTheTruth_OfResolvedAndTurnedRound(int calls, double truth)
    {
        foreach (var measure in new[] { ReportMeasure.Resolution, ReportMeasure.TurnedRound })
            // Yes and no come in steps, so that no interval of few calls holds the truth in exactly 95 of 100.
            Share(seed => Holds(Estimate.Measure(measure, YesOrNo(new(seed), calls, truth), Minimum).Interval, truth)).ShouldBeInRange(0.92, 0.985, $"{measure}");
    }

    [Theory]
    [InlineData(20, 60, 0.7, 0.5)]
    [InlineData(40, 400, 0.8, 0.8)]
    public void Difference_OfSharesHoldsTheTruth(int own, int others, double mine, double theirs) => Share(seed =>
    {
        var random = new Random(seed);
        var difference = Estimate.Compare(Estimate.Share(YesOrNo(random, own, mine), Minimum), Estimate.Share(YesOrNo(random, others, theirs), Minimum));
        return Holds(difference!.Interval, mine - theirs);
    }).ShouldBeInRange(0.93, 0.975);

    [Theory]
    [InlineData(20, 150, 6)]
    [InlineData(60, 60, 0)]
    public void Difference_OfMeansHoldsTheTruth(int own, int others, double effect) => Share(seed =>
    {
        var random = new Random(seed);
        var difference = Estimate.Compare(Estimate.Mean(Normal(random, own, 60 + effect, 12), Minimum, 0, 100), Estimate.Mean(Normal(random, others, 60, 12), Minimum, 0, 100));
        return Holds(difference!.Interval, effect);
    }).ShouldBeInRange(0.93, 0.97);

    [Theory]
    [InlineData(4, 5, 0)]
    [InlineData(5, 12, 1.5)]
    public void Slope_HoldsTheTruth_WeekByWeek(int weeks, int callsOfAWeek, double perWeek) => Share(seed =>
    {
        var random = new Random(seed);
        var points = Enumerable.Range(0, weeks * callsOfAWeek).Select(call => (X: (double)(call % weeks), Y: 60 + (perWeek * (call % weeks)) + (10 * Gauss(random)))).ToList();
        return Holds(Estimate.Slope(points, leastVariance: 0).Interval, perWeek);
    }).ShouldBeInRange(0.935, 0.965);

    private static double Share(Func<int, bool> holds) => Enumerable.Range(1, Runs).Count(holds) / (double)Runs;

    private static bool Holds(Interval? interval, double truth) => interval is not null && interval.Low <= truth && truth <= interval.High;

    private static Moments Normal(Random random, int calls, double mean, double deviation) => Moments.Of(Enumerable.Range(0, calls).Select(_ => mean + (deviation * Gauss(random))));

    private static Moments YesOrNo(Random random, int calls, double share) => Moments.Of(Enumerable.Range(0, calls).Select(_ => random.NextDouble() < share ? 1.0 : 0));

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
