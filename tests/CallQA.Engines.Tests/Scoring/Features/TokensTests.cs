using CallQA.Engines.Scoring.Features;

namespace CallQA.Engines.Tests.Scoring.Features;

public sealed class TokensTests
{
    [Theory]
    [InlineData("I'm sorry, that's AWFUL!", "im sorry thats awful")]
    [InlineData("Das tut mir leid, Frau Größmann.", "das tut mir leid frau groessmann")]
    [InlineData("Um, it's, uh, 4 4 7 1.", "its #")]
    [InlineData("twenty three pounds", "# pounds")]
    [InlineData("siebenundzwanzig Euro", "# euro")]
    [InlineData("café", "cafe")]
    [InlineData("fu\u0308r", "fur")]
    [InlineData(" … ", "")]
    public void Of_NormalisesWords_WhenGivenText(string text, string expected) =>
        string.Join(' ', Tokens.Of(text)).ShouldBe(expected);

    [Fact]
    public void Of_GivesTheSame_WhenCaseAndPunctuationAreGone()
    {
        const string written = "Oh no, you've waited 3 days? That's not okay; I'll sort it out.";
        const string heard = "oh no youve waited three days thats not okay ill sort it out";

        Tokens.Of(written).ShouldBe(Tokens.Of(heard));
    }
}
