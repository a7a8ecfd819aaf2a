using System.Text;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Tests.Whisper.Text;

public sealed class WhisperVocabularyTests
{
    private static readonly WhisperVocabulary Vocabulary = new(
        [.. new[] { " ", " caf", " [", "(", " yes" }.Select(Encoding.UTF8.GetBytes), [0xC3], [0xA9], [0xFF]],
        51_865);

    [Fact]
    public void Decode_JoinsCharacters_WhenTheyAreSpreadOverTokens() => Vocabulary.Decode([1, 5, 6]).ShouldBe(" café");

    [Fact]
    public void Decode_SkipsSpecialTokens_WhenTheyAreAmongTheText() =>
        Vocabulary.Decode([50_258, 4, 50_364, 1, 5, 6, 50_257]).ShouldBe(" yes café");

    [Fact]
    public void Decode_ReplacesBrokenBytes_WhenTheyAreNoText() => Vocabulary.Decode([4, 7]).ShouldBe(" yes\uFFFD");

    [Fact]
    public void NonSpeechTokens_AreMarksWithAndWithoutSpace_WhenVocabularyHasThem() =>
        Vocabulary.NonSpeechTokens().ShouldBe([2, 3], ignoreOrder: true);

    [Fact]
    public void Find_IsExact_WhenTextIsAToken()
    {
        Vocabulary.Find(" yes").ShouldBe(4);
        Vocabulary.Find("yes").ShouldBe(-1);
    }
}
