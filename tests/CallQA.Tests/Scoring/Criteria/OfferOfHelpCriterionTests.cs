using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class OfferOfHelpCriterionTests
{
    private static readonly OfferOfHelpCriterion Rule = new();

    [Theory]
    [InlineData("en", "How may I help you today?")]
    [InlineData("en", "what can i do for you")]
    [InlineData("en", "I'll gladly assist.")]
    [InlineData("de", "Was kann ich für Sie tun?")]
    [InlineData("de", "wie darf ich ihnen weiterhelfen")]
    [InlineData("de", "Womit kann ich dienen?")]
    public void Judge_SaysYes_WhenHelpIsOffered(string language, string text) =>
        Judging.Of(Rule, new Dialogue(language).Agent("Hello").Agent(text)).ShouldSatisfyAllConditions(
            verdict => verdict.Choice.ShouldBe("yes"),
            verdict => verdict.Turns.ShouldBe([1]));

    [Fact]
    public void Judge_SaysNo_WhenTheOfferComesTooLate()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("Hello.").Agent("Name?").Agent("How can I help?"), ("turns", 2));

        verdict.Choice.ShouldBe("no");
        verdict.Turns.ShouldBe([0, 1]);
        verdict.Reason.In("de").ShouldBe("In der Eröffnung wird keine Hilfe angeboten; betrachtete Beiträge: 2.");
    }
}
