using CallQA.Coaching;

namespace CallQA.Tests.Coaching;

public class ReportExtractTests
{
    [Fact]
    public void Of_KeepsTheStrongestPassageOnEitherSide_AndNoReasons()
    {
        var evidence = new[] { Some.Evidence("weak", 0.1), Some.Evidence("cold", -0.2), Some.Evidence("strong", 0.9), Some.Evidence("colder", -0.3), Some.Evidence(" ", 2) };
        var call = Some.Call("c", evaluation: Some.Evaluation("c", answers: [Some.Answer("greeting", 1, evidence: evidence)], evidence: evidence));

        var kept = new ReportExtract().Of(call).Evaluation!;

        kept.Scores.Empathy.Evidence.Select(passage => passage.Quote).ShouldBe(["strong", "colder"]);
        kept.Answers.Single().Evidence.Select(passage => passage.Quote).ShouldBe(["strong", "colder"]);
        kept.Answers.Single().Reason.ShouldBeEmpty();
        kept.Scores.Empathy.Reason.ShouldBe("Empathy reason.");
    }

    [Fact]
    public void Of_KeepsOneOfEqualTexts_OverManyCalls()
    {
        var extract = new ReportExtract();

        var questions = Enumerable.Range(0, 2)
            .Select(call => extract.Of(Some.Call("c", evaluation: Some.Evaluation("c", answers: [Some.Answer(new string("greeting"), 1)]))).Evaluation!.Answers.Single().Question)
            .ToList();

        questions[1].ShouldBeSameAs(questions[0]);
    }

    [Fact]
    public void Of_KeepsACallWithoutEvaluation() => new ReportExtract().Of(Some.Call("waiting")).Evaluation.ShouldBeNull();
}
