using CallQA.Agreement;
using CallQA.Coaching;

namespace CallQA.Tests.Agreement;

public sealed class ReviewerDriftTests
{
    private static readonly AgreementOptions Options = new();

    [Fact]
    public void Of_RunsOverAllMonths_ThoseWithoutReviewsToo()
    {
        var drift = ReviewerDrift.Of([(new(2025, 12, 31), 4), (new(2025, 12, 1), 2), (new(2026, 2, 14), -1)], Options);
        drift.Months.ShouldBe([new(new(2025, 12, 1), 2, 3), new(new(2026, 1, 1), 0, null), new(new(2026, 2, 1), 1, -1)]);
        drift.Verdict.ShouldBe(TrendVerdict.NotEnoughCalls);
    }

    [Fact]
    public void Of_IsEmpty_WithoutReviews() => ReviewerDrift.Of([], Options).Months.ShouldBeEmpty();

    [Theory]
    [InlineData(2, TrendVerdict.Rising)]
    [InlineData(-2, TrendVerdict.Falling)]
    [InlineData(0, TrendVerdict.NoClearChange)]
    public void Of_SaysWhereItGoes_WhenMoreThanChanceExplainsIt(int perMonth, TrendVerdict verdict)
    {
        var drift = ReviewerDrift.Of(Enumerable.Range(0, 48).Select(index => (new DateOnly(2026, 1 + (index / 8), 5), (perMonth * (index / 8)) + (index % 2 == 0 ? 1.0 : -1.0))), Options);
        drift.Verdict.ShouldBe(verdict);
        drift.PerMonth!.Value.ShouldBe(perMonth, 1e-9);
    }

    [Fact]
    public void Leniency_IsTheMeanDifference_WithStudentsIntervalFromTheMinimumOn()
    {
        ReviewerLeniency.Of([3, 5], Options).ShouldBe(new Average(2, 4, null));
        var leniency = ReviewerLeniency.Of(Enumerable.Range(0, 10).Select(index => index % 2 == 0 ? 1.0 : 3.0), Options);
        leniency.Mean.ShouldBe(2);
        leniency.Interval!.Low.ShouldBe(2 - (2.262 * Math.Sqrt(10 / 9.0 / 10)), 1e-9);
    }
}
