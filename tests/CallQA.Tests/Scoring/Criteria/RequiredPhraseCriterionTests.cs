using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class RequiredPhraseCriterionTests
{
    private static readonly RequiredPhraseCriterion Rule = new();

    private static readonly Dictionary<string, IReadOnlyList<string>> Phrases = new()
    {
        ["en"] = ["this call * recorded"],
        ["de"] = ["Gespräch * aufgezeichnet"],
    };

    [Theory]
    [InlineData("en", "By the way, this call may be recorded.")]
    [InlineData("de", "Dieses Gespräch wird aufgezeichnet.")]
    public void Judge_SaysYes_AndShowsTheTurn(string language, string text)
    {
        var verdict = Judging.Of(Rule, new Dialogue(language).Agent("Hello").Agent(text), Phrases);

        verdict.Choice.ShouldBe("yes");
        verdict.Turns.ShouldBe([1]);
    }

    [Fact]
    public void Judge_SaysNo_WhenSaidTooLate()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("Hello").Agent("This call is recorded."), Phrases, ("turns", 1));

        verdict.Choice.ShouldBe("no");
        verdict.Reason.In("en").ShouldBe("None of the required phrases is said (phrases listed: 1, turns looked at: 1).");
    }

    [Fact]
    public void Judge_DoesNotApply_InALanguageWithoutPhrases() =>
        Judging.Of(Rule, new Dialogue("fr").Agent("bonjour"), Phrases).Choice.ShouldBeNull();
}
