using CallQA.Coaching;

namespace CallQA.Tests.Coaching;

public class FindingPickerTests
{
    [Fact]
    public void Strengths_AreClear_WhenTheDifferenceIsMoreThanChance()
    {
        var report = Report(own: (10, 10), others: (5, 20));

        var strength = report.Strengths.Single();
        (strength.Against, strength.IsClear).ShouldBe((FindingReference.Others, true));
        strength.Gap.ShouldBe(0.75, 1e-9);
        strength.Quote!.Evidence.Quote.ShouldBe("for");
        report.Weaknesses.ShouldBeEmpty();
    }

    [Fact]
    public void Strengths_AreAHint_WhenChanceMayExplainTheDifference() => Report(own: (5, 5), others: (16, 20)).Strengths.Single().IsClear.ShouldBeFalse();

    [Fact]
    public void Weaknesses_AreMeasuredAgainstTheOthers_WhenTheyDoBetter()
    {
        var weakness = Report(own: (2, 10), others: (19, 20)).Weaknesses.Single();

        (weakness.Against, weakness.IsClear).ShouldBe((FindingReference.Others, true));
        weakness.Quote!.Evidence.Quote.ShouldBe("against");
    }

    [Fact]
    public void Weaknesses_AreMeasuredAgainstTheTarget_WhenTheOthersDoNoBetter()
    {
        var weakness = Report(own: (2, 10), others: (4, 20)).Weaknesses.Single();

        (weakness.Against, weakness.IsClear).ShouldBe((FindingReference.Target, true));
        weakness.Gap.ShouldBe(-0.6, 1e-9);
    }

    [Fact]
    public void Strengths_HoldAQuestionBelowTheTarget_WhenItIsClearlyAboveTheOthersAndNotClearlyBelowTheTarget()
    {
        var report = Report(own: (7, 10), others: (2, 30));

        report.Strengths.Single().IsClear.ShouldBeTrue();
        report.Weaknesses.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(0, 4)]
    public void Findings_AreEmpty_WhenThereAreTooFewCalls(int yes, int n)
    {
        var report = Report(own: (yes, n), others: (10, 20));

        report.Strengths.ShouldBeEmpty();
        report.Weaknesses.ShouldBeEmpty();
    }

    private static CoachingReport Report((int Yes, int N) own, (int Yes, int N) others)
    {
        EvaluatedCall[] calls = [.. Calls("a-1", own), .. Calls("a-2", others)];
        return new CoachingReportBuilder(Some.Form).Build(calls, ReportSubject.Agent("a-1"), Some.November, calls);
    }

    private static IEnumerable<EvaluatedCall> Calls(string agent, (int Yes, int N) answers) =>
        Enumerable.Range(0, answers.N).Select(index =>
        {
            var id = $"{agent}-{index}";
            var evidence = index < answers.Yes ? Some.Evidence("for", 1) : Some.Evidence("against", -1);
            return Some.Call(id, agent: agent, evaluation: Some.Evaluation(id, answers: [Some.Answer("greeting", index < answers.Yes ? 1 : 0, evidence: evidence)]));
        });
}
