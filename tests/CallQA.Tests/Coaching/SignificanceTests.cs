using CsCheck;
using CallQA.Coaching;

namespace CallQA.Tests.Coaching;

public class SignificanceTests
{
    [Theory]
    [InlineData(1.959964, 0.05)]
    [InlineData(2.575829, 0.01)]
    [InlineData(0, 1)]
    public void TwoSided_IsTheNormalTail(double z, double expected) => Significance.TwoSided(z).ShouldBe(expected, 1e-6);

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(200)]
    public void OfStudent_IsFivePerCent_AtTheQuantile(int degreesOfFreedom) =>
        Significance.OfStudent(Estimate.StudentQuantile(degreesOfFreedom), degreesOfFreedom).ShouldBe(0.05, 0.002);

    [Fact]
    public void OfDifference_IsBelowFivePerCent_JustWhenTheIntervalLeavesOutNothing() =>
        Gen.Select(Gen.Int[5, 80], Gen.Int[5, 80], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((n, m, p, q) =>
        {
            var (own, others) = (Share((int)(p * n), n), Share((int)(q * m), m));
            var difference = Estimate.Compare(own, others)!;
            (Significance.OfDifference(own, others) < 0.05).ShouldBe(difference.IsClear, $"{own} {others}");
        });

    [Fact]
    public void OfTarget_IsBelowFivePerCent_JustWhenTheIntervalLeavesOutTheTarget() =>
        Gen.Select(Gen.Int[5, 80], Gen.Double[0, 1]).Sample((n, p) =>
        {
            var share = Share((int)(p * n), n);
            (Significance.OfTarget(share, 0.8) < 0.05).ShouldBe(share.Interval!.High < 0.8 || share.Interval.Low > 0.8);
        });

    [Fact]
    public void Threshold_FollowsBenjaminiAndHochberg_OnTheirExample()
    {
        // The fifteen errors of the 1995 paper, of which four are discoveries at 5 %.
        double[] errors = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0];

        Significance.Threshold(errors).ShouldBe(0.0095);
    }

    [Fact]
    public void Threshold_NamesNothing_WhenAllMayBeChance() => Significance.Threshold([0.04, 0.3, 0.6]).ShouldBeLessThan(0);

    [Fact]
    public void Strengths_AreSeldomClear_WhenTwentyQuestionsShowOnlyNoise()
    {
        const int Runs = 200;
        var random = new Random(5);
        var (single, adjusted) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            double[] errors = [.. Enumerable.Range(0, 20).Select(_ => Significance.OfDifference(Noise(random, 30), Noise(random, 300)))];
            single += errors.Any(error => error < 0.05) ? 1 : 0;
            adjusted += errors.Any(error => error <= Significance.Threshold(errors)) ? 1 : 0;
        }

        (single / (double)Runs).ShouldBeGreaterThan(0.45);
        (adjusted / (double)Runs).ShouldBeLessThan(0.08);
    }

    private static Average Noise(Random random, int n) => Share(Enumerable.Range(0, n).Count(_ => random.NextDouble() < 0.7), n);

    private static Average Share(int yes, int n) => Estimate.Share(new Moments(n, yes, yes), minimum: 2);
}
