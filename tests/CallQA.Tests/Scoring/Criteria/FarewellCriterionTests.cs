using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class FarewellCriterionTests
{
    private static readonly FarewellCriterion Rule = new();

    [Theory]
    [InlineData("en", "Thank you for calling, goodbye.", "yes")]
    [InlineData("en", "have a great rest of your day", "yes")]
    [InlineData("en", "Bye.", "partly")]
    [InlineData("en", "Right.", "no")]
    [InlineData("de", "Ich wünsche Ihnen einen schönen Tag, auf Wiederhören!", "yes")]
    [InlineData("de", "vielen dank fuer ihren anruf", "yes")]
    [InlineData("de", "Tschüss.", "partly")]
    [InlineData("de", "Jaja.", "no")]
    public void Judge_TellsWarmFromBare(string language, string text, string choice)
    {
        var verdict = Judging.Of(Rule, new Dialogue(language).Agent("So.").Agent(text));

        verdict.Choice.ShouldBe(choice);
        verdict.Turns.ShouldBe([1]);
    }

    [Fact]
    public void Judge_DoesNotTakeTheGreetingForAFarewell() =>
        Judging.Of(Rule, new Dialogue().Agent("Thank you for calling Acme.").Agent("Right.")).Choice.ShouldBe("no");

    [Fact]
    public void Judge_LooksAtTheOnlyTurn_WhenThereIsOne() =>
        Judging.Of(Rule, new Dialogue().Agent("Wrong number, goodbye.")).Choice.ShouldBe("partly");
}
