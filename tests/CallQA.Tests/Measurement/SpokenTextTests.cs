using CallQA.Measurement;

namespace CallQA.Tests.Measurement;

public sealed class SpokenTextTests
{
    [Theory]
    [InlineData("", " ")]
    [InlineData("  ...  ", " ")]
    [InlineData("Hello, World!", " hello world ")]
    [InlineData("I'm I’m I am", " im im im ")]
    [InlineData("Grüß Gott, Straße", " gruess gott strasse ")]
    [InlineData("gru\u0308ss", " gruess ")]
    [InlineData("café Müller-Lüdenscheidt", " cafe mueller luedenscheidt ")]
    [InlineData("um well, uh, I will äh call", " well ill call ")]
    [InlineData("number 4-4-7", " number 4 4 7 ")]
    [InlineData("danke 🙂 schön", " danke schoen ")]
    [InlineData("broken \ud83d half", " broken half ")]
    [InlineData("ПРИВЕТ 你好", " привет 你好 ")]
    public void Normalise_BringsTextToOneForm(string text, string expected) => SpokenText.Normalise(text).ShouldBe(expected);

    [Theory]
    [InlineData("", 0)]
    [InlineData(" - – ... ", 0)]
    [InlineData("It's 4 o'clock – really.", 4)]
    public void CountWords_CountsWhatHoldsALetterOrDigit(string text, int words) => SpokenText.CountWords(text).ShouldBe(words);
}
