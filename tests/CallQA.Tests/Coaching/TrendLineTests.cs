using CallQA.Coaching;

namespace CallQA.Tests.Coaching;

public class TrendLineTests
{
    private const string FirstWeek = "2026-11-02T10:00:00+01:00";
    private const string SecondWeek = "2026-11-09T10:00:00+01:00";

    [Fact]
    public void Of_GivesSlopeWithInterval_WhenTwoWeeksHaveEnoughCalls()
    {
        // Means 50 and 70; residual variance 400/8 = 50; half width 2.306 × √(50/2.5) = 10.31.
        var trend = Trend([.. Week(FirstWeek, 40, 50, 60, 50, 50), .. Week(SecondWeek, 60, 70, 80, 70, 70)]);

        trend.Verdict.ShouldBe(TrendVerdict.Rising);
        trend.PerWeek!.Value.ShouldBe(20, 1e-9);
        trend.Interval!.Low.ShouldBe(9.69, 0.01);
        trend.Interval.High.ShouldBe(30.31, 0.01);
    }

    [Fact]
    public void Of_Falls_WhenTheSecondWeekIsClearlyLower() =>
        Trend([.. Week(FirstWeek, 60, 70, 80, 70, 70), .. Week(SecondWeek, 40, 50, 60, 50, 50)]).Verdict.ShouldBe(TrendVerdict.Falling);

    [Fact]
    public void Of_ClaimsNoChange_WhenChanceExplainsIt() =>
        Trend([.. Week(FirstWeek, 20, 80, 50, 95, 40), .. Week(SecondWeek, 30, 90, 60, 95, 35)]).Verdict.ShouldBe(TrendVerdict.NoClearChange);

    [Fact]
    public void Of_ClaimsNothing_WhenAllCallsLieInOneWeek() => ShouldClaimNothing(Week(FirstWeek, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95));

    [Fact]
    public void Of_ClaimsNothing_WhenTheSecondWeekHasTooFewCalls() =>
        ShouldClaimNothing([.. Week(FirstWeek, 10, 10, 10, 10, 10, 10, 10, 10), .. Week(SecondWeek, 90, 90)]);

    [Fact]
    public void Of_ClaimsNothing_WhenThereAreTooFewCallsInAll() =>
        ShouldClaimNothing([.. Week(FirstWeek, 10, 10, 10, 10), .. Week(SecondWeek, 90, 90, 90, 90, 90)]);

    [Fact]
    public void Of_CountsCallsInTheirLocalWeek_WhenTheClocksChange()
    {
        var march = ReportPeriod.Month(2026, 3, Some.Berlin);
        List<CallRow> calls =
        [
            Row("sunday", "2026-03-28T23:30:00Z", 10, march),
            Row("monday", "2026-03-29T22:30:00Z", 30, march),
            Row("still sunday", "2026-03-29T21:59:00Z", 20, march),
        ];

        var weeks = TrendLine.Of(ReportMeasure.Overall, calls, march, new CoachingReportOptions()).Weeks;

        weeks.Where(week => week.N > 0).Select(week => (week.Week.Name, week.N, week.Mean)).ShouldBe([("2026-W13", 2, 15), ("2026-W14", 1, 30)]);
        weeks.Count.ShouldBe(6);
    }

    private static void ShouldClaimNothing(List<CallRow> calls)
    {
        var trend = Trend(calls);
        trend.Verdict.ShouldBe(TrendVerdict.NotEnoughCalls);
        trend.PerWeek.ShouldBeNull();
        trend.Weeks.Sum(week => week.N).ShouldBe(calls.Count);
    }

    private static Trend Trend(List<CallRow> calls) => TrendLine.Of(ReportMeasure.Overall, calls, Some.November, new CoachingReportOptions());

    private static List<CallRow> Week(string start, params double[] overall) =>
        [.. overall.Select((value, index) => Row($"{start}-{index}", start, value, Some.November))];

    private static CallRow Row(string id, string start, double overall, ReportPeriod period) =>
        CallRow.Of(Some.Call(id, Some.At(start), evaluation: Some.Evaluation(id, overall: overall)), period);
}
