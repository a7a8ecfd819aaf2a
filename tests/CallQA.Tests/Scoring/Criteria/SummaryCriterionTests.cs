using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class SummaryCriterionTests
{
    private static readonly SummaryCriterion Rule = new();

    [Theory]
    [InlineData("en", "To recap, the refund goes out today.")]
    [InlineData("en", "so I've cancelled it and you'll get an email")]
    [InlineData("de", "Ich fasse kurz zusammen.")]
    [InlineData("de", "Dann halten wir das so fest.")]
    public void Judge_SaysYes_WhenSummedUp(string language, string text) =>
        Judging.Of(Rule, new Dialogue(language).Agent("Hello").Agent(text)).Choice.ShouldBe("yes");

    [Theory]
    [InlineData("confirming")]
    [InlineData("committing")]
    public void Judge_SaysPartly_WhenTheOutcomeIsOnlyNamed(string act) =>
        Judging.Of(Rule, new Dialogue().Agent("Hello").Agent("Tuesday it is.", act: act)).Choice.ShouldBe("partly");

    [Fact]
    public void Judge_SaysNo_WhenItLiesTooFarBack()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("Hello").Agent("To recap.").Agent("Right.").Agent("Bye."), ("turns", 2));

        verdict.Choice.ShouldBe("no");
        verdict.Reason.In("en").ShouldBe("No summary or next step at the end; turns looked at: 2.");
    }
}
