using CallQA.Coaching;

namespace CallQA.Tests.Coaching;

public class EstimateTests
{
    [Fact]
    public void Mean_GivesStudentsInterval_WhenThereAreEnoughValues()
    {
        // Variance 2/4 = 0.5, half width 2.776 × √(0.5/5) = 0.878.
        var mean = Estimate.Mean(Moments.Of([3, 4, 5, 4, 4]), minimum: 5, 1, 5);

        mean.N.ShouldBe(5);
        mean.Mean.ShouldBe(4);
        mean.Interval!.Low.ShouldBe(3.122, 0.001);
        mean.Interval.High.ShouldBe(4.878, 0.001);
    }

    [Fact]
    public void Mean_TakesTheVarianceOfRounding_WhenWholeNumbersAreAllAlike()
    {
        // Half width 2.776 × √(1/12/5) = 0.358.
        var interval = Estimate.Mean(Moments.Of([4, 4, 4, 4, 4]), 5, 1, 5, Estimate.RoundingVariance).Interval!;

        interval.Low.ShouldBe(3.642, 0.001);
        interval.High.ShouldBe(4.358, 0.001);
    }

    [Fact]
    public void Mean_CutsTheIntervalToTheScale_WhenItWouldLeaveIt() =>
        Estimate.Mean(Moments.Of([1, 1, 1, 1, 5]), 5, 1, 5).Interval!.Low.ShouldBe(1);

    [Fact]
    public void Mean_GivesNoInterval_WhenThereAreTooFewValues() =>
        Estimate.Mean(Moments.Of([3, 4, 5, 4]), 5, 1, 5).ShouldBe(new Average(4, 4, null));

    [Fact]
    public void Mean_GivesNoInterval_WhenNothingVariesAndNothingWasRounded() =>
        Estimate.Mean(Moments.Of([80, 80, 80, 80, 80]), 5, 0, 100).ShouldBe(new Average(5, 80, null));

    [Fact]
    public void Mean_HasNoValue_WhenThereAreNone() => Estimate.Mean(Moments.Of([]), 5, 0, 100).ShouldBe(Average.None);

    [Theory]
    [InlineData(8, 10, 0.4902, 0.9433)]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    public void Share_GivesWilsonsInterval_ForYesAndNo(int yes, int n, double low, double high)
    {
        var share = Estimate.Share(Moments.Of([.. Enumerable.Range(0, n).Select(index => index < yes ? 1.0 : 0.0)]), 5);

        share.Mean!.Value.ShouldBe((double)yes / n, 1e-12);
        share.Interval!.Low.ShouldBe(low, 0.0001);
        share.Interval.High.ShouldBe(high, 0.0001);
    }

    [Fact]
    public void Compare_GivesNewcombesInterval_ForTheExampleOfHisPaper()
    {
        // 56/70 against 48/80: 0.2 with 0.0524 to 0.3339 (Newcombe 1998, method 10).
        var difference = Estimate.Compare(Yes(56, 70), Yes(48, 80))!;

        difference.Value.ShouldBe(0.2, 1e-12);
        difference.Interval!.Low.ShouldBe(0.0524, 0.0001);
        difference.Interval.High.ShouldBe(0.3339, 0.0001);
        difference.IsClear.ShouldBeTrue();
    }

    [Fact]
    public void Compare_IsNotClear_WhenOneSideHasTooFewValues()
    {
        var difference = Estimate.Compare(Yes(4, 4), Yes(0, 80))!;

        difference.Value.ShouldBe(1);
        difference.Interval.ShouldBeNull();
        difference.IsClear.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(4, 2.776)]
    [InlineData(10, 2.228)]
    [InlineData(11, 2.201)]
    [InlineData(15, 2.131)]
    [InlineData(30, 2.042)]
    [InlineData(120, 1.980)]
    public void StudentQuantile_AgreesWithTheTable(int degreesOfFreedom, double quantile) =>
        Estimate.StudentQuantile(degreesOfFreedom).ShouldBe(quantile, 0.0006);

    private static Average Yes(int yes, int n) =>
        Estimate.Share(Moments.Of([.. Enumerable.Range(0, n).Select(index => index < yes ? 1.0 : 0.0)]), 5);
}
