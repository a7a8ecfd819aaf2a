using CallQA.Measurement;

namespace CallQA.Tests.Measurement;

public sealed class PhraseSetTests
{
    [Theory]
    [InlineData("thank|thanks you?", "Thanks a lot", "thanks")]
    [InlineData("thank|thanks you?", "Thank you!", "thank you")]
    [InlineData("sorry * delay", "sorry about the delay", "sorry about the delay")]
    [InlineData("sorry * delay", "sorry for all of this long delay", null)]
    [InlineData("idiot", "idiotic", null)]
    [InlineData("entschuldig~", "Entschuldigung", "entschuldigung")]
    [InlineData("at #", "at 10 30", "at 10")]
    [InlineData("at #", "at ten", null)]
    [InlineData("speaking $", "Nicole speaking.", "speaking")]
    [InlineData("speaking $", "speaking with whom", null)]
    [InlineData("schön", "SCHÖN", "schoen")]
    public void Find_FollowsThePattern(string pattern, string text, string? found) =>
        PhraseSet.Of([pattern], []).Find(SpokenText.Normalise(text), "en").ShouldBe(found);

    [Theory]
    [InlineData("calm down", "Calm down!", true)]
    [InlineData("calm down", "calm, down", true)]
    [InlineData("calm down", "calming down", false)]
    [InlineData("I am not * problem", "I'm not really the problem", true)]
    [InlineData("(a+)+$", "aaaa", false)]
    [InlineData("what?", "what now", true)]
    public void Literal_TakesNothingButTheStarForAPattern(string phrase, string text, bool found)
    {
        var phrases = PhraseSet.Literal(new Dictionary<string, IReadOnlyList<string>> { ["en"] = [phrase] });

        phrases.IsIn(SpokenText.Normalise(text), "en").ShouldBe(found);
    }

    [Fact]
    public void IsIn_IsFalse_ForALanguageWithoutPhrases()
    {
        var phrases = PhraseSet.Of(["hello"], ["hallo"]);

        phrases.Knows("fr").ShouldBeFalse();
        phrases.IsIn(" hello hallo ", "fr").ShouldBeFalse();
    }
}
