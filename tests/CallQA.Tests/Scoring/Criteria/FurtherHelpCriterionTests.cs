using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class FurtherHelpCriterionTests
{
    private static readonly FurtherHelpCriterion Rule = new();

    [Theory]
    [InlineData("en", "Is there anything else I can do for you?")]
    [InlineData("en", "any other questions")]
    [InlineData("de", "Kann ich sonst noch etwas für Sie tun?")]
    [InlineData("de", "haben sie noch weitere fragen")]
    public void Judge_SaysYes_WhenAsked(string language, string text) =>
        Judging.Of(Rule, new Dialogue(language).Agent("Hello").Agent(text).Agent("Bye")).Turns.ShouldBe([1]);

    [Fact]
    public void Judge_SaysNo_WhenOnlyTheOpeningAsks()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("Anything else?").Agent("Right.").Agent("Bye."));

        verdict.Choice.ShouldBe("no");
        verdict.Turns.ShouldBe([2]);
    }
}
