using CallQA.Engines.Scoring.Features;

namespace CallQA.Engines.Tests.Scoring.Features;

public sealed class LexiconTests
{
    [Fact]
    public void Count_FindsPhrasesOfBothLanguages_WhenTheyOccur()
    {
        Count("I am so sorry, that must be frightening. Sorry.").ShouldBe([new("apology", 2), new("feeling", 1), new("namefeel", 1), new("worried", 1)], ignoreOrder: true);
        Count("Das tut mir leid.", "de").ShouldContainKey("apology");
        Count("Irgendjemand meldet sich.", "de").ShouldContainKey("vague");
    }

    [Fact]
    public void Count_IsEmpty_WhenThereAreNoWords() => Count(string.Empty).ShouldBeEmpty();

    private static Dictionary<string, int> Count(string text, string language = "en") => Lexicon.Of(language).Count(Tokens.Of(text));
}
