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
        var risk = Assess("acknowledgement", answer => answer with { Applicable = false, Choice = null, Points = null });
        risk.Reasons.ShouldBeEmpty();
        risk.Risk.ShouldBe(0);
    }

    [Fact]
    public void Assess_NamesTheReason()
    {
        Reasons("acknowledgement", answer => answer).ShouldBe([QueueReason.CustomerUpset]);
        Reasons("no-insults", answer => answer with { Choice = "no", Points = 0, AutoFail = true, NeedsReview = true }).ShouldContain(QueueReason.AutoFail);
        Reasons("greeting", answer => answer with { NeedsReview = true }).ShouldContain(QueueReason.LowConfidence);
        Reasons("courtesy", answer => answer with { Choice = "1", Points = 0 }).ShouldContain(QueueReason.Disagreement);
    }

    [Fact]
    public void Assess_AsksForAPerson_WhenAVerdictThatCanFailACallIsUnsure()
    {
        var calm = With(ReviewSheetTests.Machine(), "acknowledgement", answer => answer with { Applicable = false, Choice = null, Points = null });
        ReviewRisk.Assess(With(calm, "no-insults", answer => answer with { NeedsReview = true }), Scorecard).Risk.ShouldBeGreaterThanOrEqualTo(ReviewQueue.RiskFrom);
        ReviewRisk.Assess(With(calm, "greeting", answer => answer with { NeedsReview = true }), Scorecard).Risk.ShouldBeInRange(0.01, ReviewQueue.RiskFrom - 0.01);
    }

    [Fact]
    public void Assess_IsHigher_TheLessTheMachineIsSureOf()
    {
        var machine = ReviewSheetTests.Machine();
        var one = ReviewRisk.Assess(With(machine, "greeting", answer => answer with { NeedsReview = true }), Scorecard).Risk;
        var all = ReviewRisk.Assess(machine with { Answers = [.. machine.Answers.Select(answer => answer with { NeedsReview = true })] }, Scorecard).Risk;
        one.ShouldBeLessThan(all);
        all.ShouldBeLessThanOrEqualTo(1);
    }

    private static IReadOnlyList<QueueReason> Reasons(string question, Func<Answer, Answer> change) => Assess(question, change).Reasons;

    private static RiskAssessment Assess(string question, Func<Answer, Answer> change) => ReviewRisk.Assess(With(ReviewSheetTests.Machine(), question, change), Scorecard);

    private static Evaluation With(Evaluation machine, string question, Func<Answer, Answer> change) => machine with
    {
        Answers = [.. machine.Answers.Select(answer => answer.Question == question ? change(answer) : answer)],
    };
}
