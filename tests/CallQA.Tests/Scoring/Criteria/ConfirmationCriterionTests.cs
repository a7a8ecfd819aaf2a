using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class ConfirmationCriterionTests
{
    private static readonly ConfirmationCriterion Rule = new();

    [Theory]
    [InlineData("en", "Is that working now?")]
    [InlineData("en", "does that solve it")]
    [InlineData("de", "Funktioniert es jetzt?")]
    [InlineData("de", "ist damit alles geklärt")]
    public void Judge_SaysYes_WhenTheAgentChecks(string language, string text) =>
        Judging.Of(Rule, new Dialogue(language).Agent(text)).Choice.ShouldBe("yes");

    [Fact]
    public void Judge_SaysYes_WhenTheActIsConfirming() =>
        Judging.Of(Rule, new Dialogue().Agent("Solid white, then.", act: "confirming")).Turns.ShouldBe([0]);

    [Fact]
    public void Judge_IsAsSureAsTheLabel_WhenTheWordsDoNotSayIt()
    {
        Judging.Of(Rule, new Dialogue().Agent("Solid white.", act: "confirming", sure: 0.7)).Confidence.ShouldBe(0.7);
        Judging.Of(Rule, new Dialogue().Agent("Is it working?", act: "confirming", sure: 0.7)).Confidence.ShouldBe(1);
        Judging.Of(Rule, new Dialogue().Agent("Solid white.", act: "confirming", sure: 0.49)).Choice.ShouldBe("no");
    }

    [Fact]
    public void Judge_SaysPartly_WhenTheCustomerConfirmsUnasked()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("Restart.").Customer("It works!", outcome: "confirms"));

        verdict.Choice.ShouldBe("partly");
        verdict.Reason.In("en").ShouldBe("The customer confirms in turn 2 without having been asked.");
    }

    [Fact]
    public void Judge_SaysNo_WhenNobodyConfirms() =>
        Judging.Of(Rule, new Dialogue().Agent("Restart.").Customer("Hm.").Agent("Bye.")).Choice.ShouldBe("no");
}
