using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using CallQA.Scoring.Scorecards;

namespace CallQA.Tests.Coaching.Sessions;

public sealed class CoachingFocusTests
{
    [Fact]
    public void Key_TellsMeasuresAndQuestionsOfTheSameNameApart()
    {
        var all = CoachingFocus.Of(StandardScorecards.Get("service-call"));
        all.Select(focus => focus.Key).ShouldContain("measure:empathy");
        all.Select(focus => focus.Key).ShouldContain("question:empathy");
        all.Select(focus => focus.Key).ShouldContain("measure:turned-round");
        all.ShouldAllBe(focus => CoachingFocus.Parse(focus.Key) == focus);
    }

    [Theory]
    [InlineData("")]
    [InlineData("empathy")]
    [InlineData("measure:charm")]
    [InlineData("question:")]
    public void Parse_IsNull_WhenTheTextIsNoKey(string key) => CoachingFocus.Parse(key).ShouldBeNull();

    [Fact]
    public void Mean_IsOnThePeoplesScale_WithAnIntervalFromFiveCallsOn()
    {
        var resolution = new CoachingFocus(ReportMeasure.Resolution, null);
        resolution.Mean([0, 100, 100, 100]).ShouldBe(new Average(4, 75, null));
        var interval = resolution.Mean([0, 100, 100, 100, 100]).Interval!;
        // Wilson's interval of 4 in 5.
        (Math.Round(interval.Low, 1), Math.Round(interval.High, 1)).ShouldBe((37.6, 96.4));
        var rating = new CoachingFocus(ReportMeasure.Empathy, null).Mean([3, 3, 4, 4, 4]);
        (rating.Mean, rating.Interval!.High < 5).ShouldBe((3.6, true));
        resolution.Mean([]).ShouldBe(Average.None);
        new CoachingFocus(ReportMeasure.Overall, null).Mean([83, 83, 83, 83, 83]).Interval.ShouldNotBeNull("equal results are enough calls, too");
    }
}
