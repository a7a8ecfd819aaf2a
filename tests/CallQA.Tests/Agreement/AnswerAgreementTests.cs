using CallQA.Agreement;

namespace CallQA.Tests.Agreement;

public sealed class AnswerAgreementTests
{
    private static readonly AgreementOptions Options = new() { MinimumCalls = 6 };

    [Fact]
    public void Of_CountsNotApplicableAsAnAnswer_ButNotOnTheScale()
    {
        var agreement = Of(3, (0, 0), (0, 1), (0, 2), (null, null), (null, 2), (1, 1));
        agreement.Calls.ShouldBe(6);
        agreement.Exact.Mean!.Value.ShouldBe(3 / 6.0, 1e-12);
        (agreement.WithinOne!.N, agreement.WithinOne.Mean).ShouldBe((4, 0.75));
        agreement.Alpha.Value.ShouldBeNull("four calls lie on the scale, which are too few");
    }

    [Fact]
    public void Of_LeavesOutCallsThatOnlyOneAnswered()
    {
        IReadOnlyList<Rating?>[] calls = [[new Rating(0), null], [null, null], [new Rating(1), new Rating(1)]];
        AnswerAgreement.Of(calls, 3, Options).Calls.ShouldBe(1);
    }

    [Fact]
    public void Of_HasNoWithinOne_ForTwoOptions() => Of(2, (0, 1)).WithinOne.ShouldBeNull();

    [Fact]
    public void Of_SaysNothing_BelowTheMinimum()
    {
        var agreement = Of(2, (0, 0), (1, 1), (0, 1), (0, 0), (1, 1));
        agreement.IsEnough.ShouldBeFalse();
        agreement.Exact.Interval.ShouldBeNull();
        (agreement.Kappa.Value, agreement.WeightedKappa.Value, agreement.Alpha.Value).ShouldBe((null, null, null));
    }

    [Fact]
    public void Of_GivesIntervalsThatHoldTheirFigures_TheSameForTheSameAnswersInAnyOrder()
    {
        (int?, int?)[] calls = [.. Enumerable.Range(0, 60).Select(call => ((int?)(call % 3), (int?)(call % 7 == 0 ? (call + 1) % 3 : call % 3)))];
        var agreement = Of(3, calls);
        foreach (var coefficient in new[] { agreement.Kappa, agreement.WeightedKappa, agreement.Alpha })
        {
            coefficient.Interval!.Low.ShouldBeLessThan(coefficient.Value!.Value);
            coefficient.Interval.High.ShouldBeGreaterThan(coefficient.Value.Value);
            coefficient.Interval.High.ShouldBeLessThanOrEqualTo(1);
        }

        Of(3, [.. calls.Reverse()]).ShouldBe(agreement);
    }

    // Exact agreement of 80 %, two answers used alike: kappa is about 2 · 0.8 − 1, its standard error 2 · √(0.8 · 0.2 / n).
    [Fact]
    public void Of_GivesIntervalsAsWideAsTheory_ForManyCalls()
    {
        var kappa = Of(2, [.. Enumerable.Range(0, 400).Select(call => ((int?)(call % 2), (int?)(call % 5 == 0 ? 1 - (call % 2) : call % 2)))]).Kappa;
        var half = 1.96 * 2 * Math.Sqrt(0.8 * 0.2 / 400);
        kappa.Value!.Value.ShouldBe(0.6, 1e-9);
        kappa.Interval!.Low.ShouldBe(0.6 - half, 0.02);
        kappa.Interval.High.ShouldBe(0.6 + half, 0.02);
    }

    private static AnswerAgreement Of(int options, params (int? One, int? Other)[] calls) =>
        AnswerAgreement.Of(calls.Select(call => (IReadOnlyList<Rating?>)[new Rating(call.One), new Rating(call.Other)]), options, Options);
}
