using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Tests.Whisper.Text;

public sealed class SpecialTokensTests
{
    // The ids OpenAI's tokenizers and the ggml tools give to the three vocabularies in use.
    [Theory]
    [InlineData(51_864, 50_256, 50_257, 50_357, 50_358, 50_361, 50_362, 50_363)]
    [InlineData(51_865, 50_257, 50_258, 50_358, 50_359, 50_362, 50_363, 50_364)]
    [InlineData(51_866, 50_257, 50_258, 50_359, 50_360, 50_363, 50_364, 50_365)]
    public void For_GivesTheKnownIds_WhenVocabularyIsOneOfOpenAis(
        int size, int end, int start, int translate, int transcribe, int noSpeech, int noTimestamps, int timestamps)
    {
        var special = SpecialTokens.For(size);
        special.EndOfText.ShouldBe(end);
        special.StartOfTranscript.ShouldBe(start);
        special.Translate.ShouldBe(translate);
        special.Transcribe.ShouldBe(transcribe);
        special.NoSpeech.ShouldBe(noSpeech);
        special.NoTimestamps.ShouldBe(noTimestamps);
        special.TimestampBegin.ShouldBe(timestamps);
        (size - special.TimestampBegin).ShouldBe(1501);
    }

    [Fact]
    public void Prompt_NamesLanguageAndTask_WhenModelIsMultilingual()
    {
        SpecialTokens.For(51_865).Prompt(2, translate: false, timestamps: true).ShouldBe([50258, 50261, 50359]);
        SpecialTokens.For(51_865).Prompt(0, translate: true, timestamps: false).ShouldBe([50258, 50259, 50358, 50363]);
        SpecialTokens.For(51_864).Prompt(0, translate: false, timestamps: false).ShouldBe([50257, 50362]);
    }

    [Fact]
    public void IndexOf_RefusesWithASentence_WhenModelDoesNotKnowTheLanguage()
    {
        Languages.Codes.Length.ShouldBe(100);
        Languages.IndexOf("DE", SpecialTokens.For(51_865)).ShouldBe(2);
        Languages.IndexOf("yue", SpecialTokens.For(51_866)).ShouldBe(99);
        Should.Throw<InputException>(() => Languages.IndexOf("yue", SpecialTokens.For(51_865))).Message.ShouldContain("yue");
        Should.Throw<InputException>(() => Languages.IndexOf("de", SpecialTokens.For(51_864))).Message.ShouldContain("English only");
    }
}
