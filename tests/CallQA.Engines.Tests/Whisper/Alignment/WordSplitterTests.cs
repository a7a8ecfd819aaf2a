using System.Text;
using CallQA.Engines.Whisper.Alignment;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Tests.Whisper.Alignment;

public sealed class WordSplitterTests
{
    [Fact]
    public void Split_CutsAtBlanks_WithPunctuationAttached()
    {
        var words = Split("en", " don", "'t", " know", ",", " (", "well", "-", "known", ")", " yes", "?", "!");

        words.Select(word => word.Text).ShouldBe(["don't", "know,", "(well-known)", "yes?!"]);
        words[1].ShouldBe(new WordTokens("know,", 2, 3, 4, true));
        words[2].ShouldBe(new WordTokens("(well-known)", 4, 8, 9, true));
    }

    [Fact]
    public void Split_OpensOrClosesQuotes_WhereABlankIsBeforeThem() =>
        Split("en", " He", " said", " \"", "yes", "\"", " -", " no", " ?").Select(word => word.Text).ShouldBe(["He", "said", "\"yes\"", "-no?"]);

    [Fact]
    public void Split_GivesAWordAToken_WhenTheLanguageHasNoBlanks() =>
        Split("ja", "「", "今日", "は", "」", "。").Select(word => word.Text).ShouldBe(["「今日", "は」。"]);

    [Theory]
    [InlineData("zh", new[] { "我", "用", " iPhone", " 14", "。" }, new[] { "我", "用", "iPhone", "14。" })]
    [InlineData("th", new[] { "สวัส", "ดี", "ค่ะ", " คุณ" }, new[] { "สวัส", "ดี", "ค่ะ", "คุณ" })]
    [InlineData("yue", new[] { "多謝", "晒", "！" }, new[] { "多謝", "晒！" })]
    [InlineData("my", new[] { "မင်္ဂ", "လာ", "ပါ" }, new[] { "မင်္ဂ", "လာ", "ပါ" })]
    public void Split_KnowsWhereBlanksWere_WhenTheLanguageHasNone(string language, string[] tokens, string[] expected)
    {
        var words = Split(language, tokens);

        words.Select(word => word.Text).ShouldBe(expected);
        words.Select(word => word.Blank).ShouldBe(words.Select(word => tokens[word.First].StartsWith(' ')));
    }

    [Fact]
    public void Split_KeepsACharacterWhole_WhenItIsSpreadOverTokens()
    {
        var words = Split("zh", [0xE4, 0xBB], [0x8A], "天"u8.ToArray());

        words.Select(word => word.Text).ShouldBe(["今", "天"]);
        (words[0].First, words[0].End, words[1].First).ShouldBe((0, 2, 2));
    }

    [Fact]
    public void Split_IsEmpty_WhenTokensAreBlank() => Split("en", " ").ShouldBeEmpty();

    private static List<WordTokens> Split(string language, params string[] tokens) => Split(language, [.. tokens.Select(Encoding.UTF8.GetBytes)]);

    private static List<WordTokens> Split(string language, params byte[][] tokens) =>
        new WordSplitter(new WhisperVocabulary(tokens, 51_865)).Split([.. Enumerable.Range(0, tokens.Length)], 0, tokens.Length, language);
}
