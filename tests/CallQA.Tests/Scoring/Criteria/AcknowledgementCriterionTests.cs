using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class AcknowledgementCriterionTests
{
    private static readonly AcknowledgementCriterion Rule = new();

    [Theory]
    [InlineData("strong")]
    [InlineData("weak")]
    public void Judge_SaysYes_WhenTheReplyHasEmpathy(string empathy)
    {
        var verdict = Judging.Of(Rule, new Dialogue().Customer("I am worried sick.", emotion: "worried").Agent("Go on.", empathy: empathy));

        verdict.Choice.ShouldBe("yes");
        verdict.Turns.ShouldBe([0, 1]);
    }

    [Theory]
    [InlineData("en", "I'm so sorry about that.")]
    [InlineData("en", "that must be frustrating")]
    [InlineData("de", "Das tut mir wirklich leid.")]
    [InlineData("de", "kann ich gut verstehen")]
    public void Judge_HearsCaringWords_WithoutLabels(string language, string reply) =>
        Judging.Of(Rule, new Dialogue(language).Customer("Again!", emotion: "angry").Agent(reply)).Choice.ShouldBe("yes");

    [Fact]
    public void Judge_SaysNo_WhenTheReplyIsDismissive() =>
        Judging.Of(Rule, new Dialogue().Customer("Again!", emotion: "angry").Agent("I'm sorry you feel that way.", empathy: "dismissive"))
            .Choice.ShouldBe("no");

    [Fact]
    public void Judge_LooksAtTheNextRepliesOnly()
    {
        var dialogue = new Dialogue()
            .Customer("Again!", emotion: "angry").Agent("Number?").Customer("12").Agent("Name?").Agent("I'm sorry.");

        Judging.Of(Rule, dialogue).Choice.ShouldBe("no");
        Judging.Of(Rule, dialogue, ("turns", 3)).Choice.ShouldBe("yes");
    }

    [Fact]
    public void Judge_SaysPartly_BelowTheShare()
    {
        var verdict = Judging.Of(Rule, new Dialogue()
            .Customer("Again!", emotion: "angry").Agent("I'm sorry.").Agent("Number?").Agent("Name?")
            .Customer("Hurry!", emotion: "angry").Agent("Wait.")
            .Customer("Please!", emotion: "sad").Agent("Wait."));

        verdict.Choice.ShouldBe("partly");
        verdict.Reason.In("en").ShouldBe("Emotional turns of the customer that the agent takes up within 2 replies: 1 of 3.");
    }

    [Fact]
    public void Judge_IsAsSure_AsTheEmotionIs() =>
        Judging.Of(Rule, new Dialogue().Customer("Hm.", emotion: "sad", sure: 0.6).Agent("Right.")).Confidence.ShouldBe(0.6, 1e-9);

    [Fact]
    public void Judge_DoesNotApply_WithoutNegativeEmotion()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Customer("Lovely.", emotion: "grateful").Agent("Right."));

        verdict.Choice.ShouldBeNull();
        verdict.Reason.In("en").ShouldBe("The customer shows no anger, frustration, worry or sadness.");
    }

    [Fact]
    public void Judge_DoesNotApply_WhenTheAgentCannotReplyAnyMore()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("Bye.").Customer("Awful!", emotion: "angry"));

        verdict.Choice.ShouldBeNull();
        verdict.Reason.In("en").ShouldBe("The customer shows anger, frustration, worry or sadness only after the agent's last turn.");
        verdict.Reason.In("de").ShouldBe("Der Kunde zeigt Ärger, Frust, Sorge oder Trauer erst nach dem letzten Beitrag des Agenten.");
    }
}
