using CallQA.Measurement;
using CallQA.Transcription;

namespace CallQA.Tests.Measurement;

public sealed class SpokenLanguageTests
{
    private const string English = "Good morning, this is Anna, how can I help you? Please hold the line, I have to look for your order.";
    private const string German = "Guten Morgen, hier ist Anna, wie kann ich Ihnen helfen? Bitte bleiben Sie dran, ich muss nach der Bestellung sehen.";

    [Theory]
    [InlineData("en", English, "en")]
    [InlineData("en-GB", English, "en-GB")]
    [InlineData("de_AT", German, "de_AT")]
    [InlineData("de-AT", English, "en")]
    [InlineData("en", German, "de")]
    [InlineData("EN", German, "de")]
    public void Of_NamesTheLanguageOfTheWords_WhenTheyAreOfOne(string marked, string text, string expected) =>
        Of(marked, text).ShouldBe(new(expected, false));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Of_NamesThePrevailingLanguage_WhenBothAreSpoken(string marked)
    {
        Of(marked, English, German, German).ShouldBe(new("de", true));
        Of(marked, English, English, German).ShouldBe(new("en", true));
    }

    [Theory]
    [InlineData("en", "Vielen Dank, auf Wiederhören.")]
    [InlineData("de", "Thank you, bye.")]
    [InlineData("en", "")]
    public void Of_KeepsTheMarking_WhenThereAreFewTellingWords(string marked, string text) =>
        Of(marked, text).ShouldBe(new(marked, false));

    [Fact]
    public void Of_KeepsTheMarking_WhenItIsAnotherLanguage() => Of("nl", English).ShouldBe(new("nl", false));

    [Fact]
    public void Of_IsNotMisledByBorrowedWords_WhenTheCallIsGerman() =>
        Of("de", German + " Das Update von The North Face für das iPhone, Made for You, das Feature habe ich im Account, das geht noch nicht.")
            .ShouldBe(new("de", false));

    private static SpokenLanguage Of(string marked, params string[] turns) =>
        SpokenLanguage.Of(new("call", marked, [.. turns.Select(turn => new Turn(Speaker.Agent, turn))]));
}
