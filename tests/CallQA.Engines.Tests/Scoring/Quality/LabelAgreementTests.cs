using CallQA.Engines.Scoring.Quality;
using CsCheck;

namespace CallQA.Engines.Tests.Scoring.Quality;

public sealed class LabelAgreementTests
{
    // Reviewer 0 0 1 2, machine 0 1 1 2: squared distances sum to 1 of 4; by chance, over all 16 pairs, to 20 of 16.
    private static readonly Pair[] Sample = [new(0, 0), new(0, 1), new(1, 1), new(2, 2)];

    [Fact]
    public void QuadraticKappa_EqualsTheHandComputedValue_WhenOneOfFourIsOneOff() =>
        LabelAgreement.QuadraticKappa(Sample).ShouldBe(1 - (0.25 / (20.0 / 16)), 1e-12);

    [Theory]
    [InlineData(0, 2, 2, 0, -1)]
    [InlineData(0, 0, 2, 2, 1)]
    [InlineData(1, 1, 1, 1, 0)]
    public void QuadraticKappa_ReachesItsBounds_WhenRatersOpposeOrAgree(int r1, int m1, int r2, int m2, double expected) =>
        LabelAgreement.QuadraticKappa([new(r1, m1), new(r2, m2)]).ShouldBe(expected, 1e-12);

    [Fact]
    public void QuadraticKappa_EqualsTheWeightMatrixForm_WhenPairsAreRandom() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], (reviewer, machine) => new Pair(reviewer, machine)).Array[2, 30].Sample(pairs =>
        {
            var observed = pairs.Average(pair => Squared(pair.Reviewer, pair.Machine));
            var expected = pairs.Average(left => pairs.Average(right => Squared(left.Reviewer, right.Machine)));
            LabelAgreement.QuadraticKappa(pairs).ShouldBe(expected == 0 ? 0 : 1 - (observed / expected), 1e-9);
        });

    [Fact]
    public void Of_GivesSharesAndMacroF1_WhenGivenTheSample()
    {
        var figures = LabelAgreement.Of(Sample, 3);

        figures.Exact.ShouldBe(0.75);
        figures.WithinOne.ShouldBe(1);
        // F1 per class: 0 → 2·1/(2+1), 1 → 2·1/(1+2), 2 → 1.
        figures.MacroF1.ShouldBe(((2.0 / 3) + (2.0 / 3) + 1) / 3, 1e-12);
    }

    [Fact]
    public void Alpha_EqualsTheHandComputedValue_WhenGivenTheSample() =>
        // Values 0, 1 and 2 occur 3, 3 and 2 times, so the distances are 0–1: 3², 1–2: 2.5², 0–2: 5.5².
        LabelAgreement.OrdinalAlpha(Sample).ShouldBe(1 - (7 * 18 / 600.0), 1e-12);

    [Fact]
    public void Confusion_CountsByReviewerAndMachine_WhenGivenTheSample() =>
        LabelAgreement.Confusion(Sample, 3).SelectMany(row => row).ShouldBe([1, 1, 0, 0, 1, 0, 0, 0, 1]);

    [Fact]
    public void Classes_GivesPrecisionAndRecall_WhenGivenTheSample()
    {
        var classes = LabelAgreement.Classes(Sample, ["low", "middle", "high", "never"]);

        classes[0].ShouldBe(new("low", 2, 1, 0.5, 2.0 / 3));
        classes[1].ShouldBe(new("middle", 1, 0.5, 1, 2.0 / 3));
        classes[3].ShouldBe(new("never", 0, null, null, 0));
    }

    [Fact]
    public void Interval_EnclosesTheFigureAndRepeats_WhenDrawnTwice()
    {
        var first = Bootstrap.Interval(Sample, LabelAgreement.QuadraticKappa);

        first.ShouldBe(Bootstrap.Interval(Sample, LabelAgreement.QuadraticKappa));
        first.Low.ShouldBeLessThanOrEqualTo(first.Value);
        first.High.ShouldBeGreaterThanOrEqualTo(first.Value);
    }

    private static double Squared(int left, int right) => (left - right) * (left - right);
}
