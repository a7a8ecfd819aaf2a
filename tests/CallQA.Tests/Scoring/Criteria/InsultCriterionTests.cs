using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class InsultCriterionTests
{
    private static readonly InsultCriterion Rule = new();

    [Theory]
    [InlineData("en", "You moron!")]
    [InlineData("en", "shut up")]
    [InlineData("en", "are you deaf")]
    [InlineData("de", "Sind Sie taub?")]
    [InlineData("de", "so ein IDIOT")]
    [InlineData("de", "halten Sie einfach die Klappe")]
    public void Judge_SaysNo_AndShowsTheTurn(string language, string text)
    {
        var verdict = Judging.Of(Rule, new Dialogue(language).Agent("Hello").Agent(text));

        verdict.Choice.ShouldBe("no");
        verdict.Turns.ShouldBe([1]);
        verdict.Reason.In("en").ShouldBe("Turns with insults or swear words: 1.");
    }

    [Theory]
    [InlineData("en", "That wasn't idiotic at all, you were right.")]
    [InlineData("en", "Please shut the app and open it up again.")]
    [InlineData("de", "Das ist gar nicht dumm gefragt.")]
    [InlineData("de", "Legen Sie bitte das Modem still.")]
    public void Judge_SaysYes_ToHarmlessWords(string language, string text) =>
        Judging.Of(Rule, new Dialogue(language).Agent(text)).Choice.ShouldBe("yes");

    [Fact]
    public void Judge_DoesNotHearTheCustomer() =>
        Judging.Of(Rule, new Dialogue().Agent("Hello").Customer("You idiots!")).Choice.ShouldBe("yes");
}
