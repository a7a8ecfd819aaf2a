using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class ForbiddenPhraseCriterionTests
{
    private static readonly ForbiddenPhraseCriterion Rule = new();

    private static readonly Dictionary<string, IReadOnlyList<string>> Phrases = new()
    {
        ["en"] = ["calm down", "not * problem"],
        ["de"] = ["beruhigen Sie sich"],
    };

    [Theory]
    [InlineData("en", "Sir, CALM DOWN.")]
    [InlineData("en", "that's not really my problem")]
    [InlineData("de", "Jetzt beruhigen Sie sich mal")]
    public void Judge_SaysNo_AndQuotesThePhrase(string language, string text)
    {
        var verdict = Judging.Of(Rule, new Dialogue(language).Agent("Hm").Agent(text), Phrases);

        verdict.Choice.ShouldBe("no");
        verdict.Turns.ShouldBe([1]);
    }

    [Fact]
    public void Judge_NamesCountAndPhrase() =>
        Judging.Of(Rule, new Dialogue().Agent("Calm down!").Customer("Why?").Agent("Calm down."), Phrases).Reason.In("en")
            .ShouldBe("Turns with phrases to avoid: 2, first 'calm down'.");

    [Fact]
    public void Judge_SaysYes_WhenOnlyTheCustomerSaysIt() =>
        Judging.Of(Rule, new Dialogue().Agent("Hello").Customer("I will not calm down"), Phrases).Choice.ShouldBe("yes");

    [Fact]
    public void Judge_DoesNotApply_InALanguageWithoutPhrases() =>
        Judging.Of(Rule, new Dialogue("fr").Agent("calm down"), Phrases).Choice.ShouldBeNull();
}
