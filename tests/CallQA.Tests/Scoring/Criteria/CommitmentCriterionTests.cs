using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class CommitmentCriterionTests
{
    private static readonly CommitmentCriterion Rule = new();

    [Theory]
    [InlineData("en", "I will call you back tomorrow before noon.")]
    [InlineData("en", "the technician will be with you on Tuesday")]
    [InlineData("de", "Ich rufe Sie morgen bis 16 Uhr zurück.")]
    [InlineData("de", "Sie erhalten das Geld innerhalb von drei Tagen.")]
    public void Judge_SaysYes_WhenPromisedWithATime(string language, string text)
    {
        var verdict = Judging.Of(Rule, new Dialogue(language).Agent("Hello").Agent(text));

        verdict.Choice.ShouldBe("yes");
        verdict.Turns.ShouldBe([1]);
    }

    [Theory]
    [InlineData("en", "I will send you a form.")]
    [InlineData("en", "Someone will contact you next week.")]
    [InlineData("de", "Ich schicke Ihnen ein Formular.")]
    [InlineData("de", "Es meldet sich morgen jemand bei Ihnen.")]
    public void Judge_SaysPartly_WithoutATimeOrAPerson(string language, string text) =>
        Judging.Of(Rule, new Dialogue(language).Agent(text)).Choice.ShouldBe("partly");

    [Fact]
    public void Judge_TakesTheActLabelForAPromise_WhoseWordsItDoesNotKnow() =>
        Judging.Of(Rule, new Dialogue().Agent("Thursday, it's a chap called Imran.", act: "committing")).Choice.ShouldBe("yes");

    [Fact]
    public void Judge_SaysNo_AndShowsTheDeferringTurn()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("Someone might look at it.", act: "deferring").Agent("Bye."));

        verdict.Choice.ShouldBe("no");
        verdict.Turns.ShouldBe([0]);
    }
}
