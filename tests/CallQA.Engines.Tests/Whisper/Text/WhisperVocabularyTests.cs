using System.Text;
using CallQA.Engines.Whisper.Ggml;
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

    // The list that OpenAI's multilingual tokenizer gives, without 873 and 3268: the file has no tokens that are parts of a character.
    [Fact]
    public void NonSpeechTokens_AreThoseOfOpenAi_WithItsVocabulary()
    {
        using var file = GgmlFile.Open(Repository.File("models", "whisper", "ggml-callqa-demo-en-q8_0.bin"));

        new WhisperVocabulary(file.Vocabulary, file.Header.VocabularySize).NonSpeechTokens().Order().ShouldBe([
            1, 2, 7, 8, 9, 10, 14, 25, 26, 27, 28, 29, 31, 58, 59, 60, 61, 62, 63, 90, 91, 92, 93, 359, 503, 522, 542, 893, 902, 918, 922, 931, 1350,
            1853, 1982, 2460, 2627, 3246, 3253, 3536, 3846, 3961, 4183, 4667, 6585, 6647, 7273, 9061, 9383, 10428, 10929, 11938, 12033, 12331, 12562,
            13793, 14157, 14635, 15265, 15618, 16553, 16604, 18362, 18956, 20075, 21675, 22520, 26130, 26161, 26435, 28279, 29464, 31650, 32302, 32470,
            36865, 42863, 47425, 49870, 50254]);
    }

    [Fact]
    public void NonSpeechTokens_AreTheBeginningsOfNotes_WhenTheyAreSeveralTokens() => new WhisperVocabulary([[0xE2, 0x99], [0xAA], [0xAC], [0xAF], [(byte)' ']], 51_865)
        .NonSpeechTokens().ShouldBe([0, 4], ignoreOrder: true);

    [Fact]
    public void Find_IsExact_WhenTextIsAToken()
    {
        Vocabulary.Find(" yes").ShouldBe(4);
        Vocabulary.Find("yes").ShouldBe(-1);
    }
}
