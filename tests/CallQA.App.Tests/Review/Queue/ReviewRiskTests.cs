using CallQA.App.Review.Queue;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Tests.Review.Queue;

public sealed class ReviewRiskTests
{
    private static readonly Scorecard Scorecard = StandardScorecards.Get("service-call");

    [Fact]
    public void Assess_FindsNothing_WhenTheMachineIsSureAndContent()
    {
        var risk = Assess("greeting", answer => answer);
        risk.Reasons.ShouldBeEmpty();
        risk.Risk.ShouldBe(0);
    }

    [Fact]
    public void Assess_NamesTheReason()
    {
        Reasons("no-insults", answer => answer with { Choice = "no", Points = 0, AutoFail = true, NeedsReview = true }).ShouldContain(QueueReason.AutoFail);
        Reasons("greeting", answer => answer with { NeedsReview = true }).ShouldContain(QueueReason.LowConfidence);
        Reasons("courtesy", answer => answer with { Choice = "1", Points = 0 }).ShouldContain(QueueReason.Disagreement);
    }

    [Theory]
    [InlineData(MoodChange.Worse, true)]
    [InlineData(MoodChange.Better, false)]
    [InlineData(MoodChange.None, false)]
    public void Assess_AsksForAPerson_WhenTheCustomerTurnsForTheWorse(MoodChange mood, bool asks)
    {
        var risk = ReviewRisk.Assess(ReviewSheetTests.Machine(), Scorecard, mood);
        risk.Reasons.ShouldBe(asks ? [QueueReason.CustomerTurned] : []);
        (risk.Risk >= ReviewQueue.RiskFrom).ShouldBe(asks);
    }

    [Fact]
    public void Assess_AsksForAPerson_WhenAVerdictThatCanFailACallIsUnsure()
    {
        var calm = ReviewSheetTests.Machine();
        ReviewRisk.Assess(With(calm, "no-insults", answer => answer with { NeedsReview = true }), Scorecard, MoodChange.None).Risk.ShouldBeGreaterThanOrEqualTo(ReviewQueue.RiskFrom);
        ReviewRisk.Assess(With(calm, "greeting", answer => answer with { NeedsReview = true }), Scorecard, MoodChange.None).Risk.ShouldBeInRange(0.01, ReviewQueue.RiskFrom - 0.01);
    }

    [Fact]
    public void Assess_IsHigher_TheLessTheMachineIsSureOf()
    {
        var machine = ReviewSheetTests.Machine();
        var one = ReviewRisk.Assess(With(machine, "greeting", answer => answer with { NeedsReview = true }), Scorecard, MoodChange.None).Risk;
        var all = ReviewRisk.Assess(machine with { Answers = [.. machine.Answers.Select(answer => answer with { NeedsReview = true })] }, Scorecard, MoodChange.None).Risk;
        one.ShouldBeLessThan(all);
        all.ShouldBeLessThanOrEqualTo(1);
    }

    private static IReadOnlyList<QueueReason> Reasons(string question, Func<Answer, Answer> change) => Assess(question, change).Reasons;

    private static RiskAssessment Assess(string question, Func<Answer, Answer> change) => ReviewRisk.Assess(With(ReviewSheetTests.Machine(), question, change), Scorecard, MoodChange.None);

    private static Evaluation With(Evaluation machine, string question, Func<Answer, Answer> change) => machine with
    {
        Answers = [.. machine.Answers.Select(answer => answer.Question == question ? change(answer) : answer)],
    };
}
