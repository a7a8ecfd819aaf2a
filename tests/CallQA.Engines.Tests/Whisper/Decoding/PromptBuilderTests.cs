using System.Text;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Tests.Whisper.Decoding;

public sealed class PromptBuilderTests
{
    private static readonly WhisperVocabulary Vocabulary = new([.. new[] { " Acme", " Zeta", ",", "x" }.Select(Encoding.UTF8.GetBytes)], 51_865);
    private static readonly SpecialTokens Special = Vocabulary.Special;

    [Fact]
    public void Build_PutsWordsBeforeTheStart_WhenThereIsAVocabulary() => Build("Acme, Zeta ", 448, [])
        .ShouldBe([Special.StartOfPrevious, 0, 2, 1, Special.StartOfTranscript, Special.FirstLanguage, Special.Transcribe]);

    [Fact]
    public void Build_IsThePlainStart_WhenThereIsNothingBefore()
    {
        Build(null, 448, []).ShouldBe([Special.StartOfTranscript, Special.FirstLanguage, Special.Transcribe]);
        Build("  ", 448, []).Length.ShouldBe(3);
    }

    [Fact]
    public void Build_KeepsTheEndOfBoth_WithinHalfOfTheContext()
    {
        var prompt = Build("Zeta Acme Acme", 16, [3, 3, 3, 3, 1, 2, 3, 1]);

        // Half of 16 positions less one: three words, then what fits of the text before.
        prompt.ShouldBe([Special.StartOfPrevious, 1, 0, 0, 1, 2, 3, 1, Special.StartOfTranscript, Special.FirstLanguage, Special.Transcribe]);
        Build(string.Concat(Enumerable.Repeat(" Zeta", 20)), 16, [3]).Length.ShouldBe(1 + 7 + 3);
    }

    [Theory]
    [InlineData(15, 15)]
    [InlineData(40, 32)]
    [InlineData(500, 223)]
    public void Build_ShowsWholeStepsOfTheTextBefore_SoThatPromptsAreOfOneLength(int tokens, int shown)
    {
        var prompt = Build(null, 448, [.. Enumerable.Range(0, tokens)]);

        prompt[1..^3].ShouldBe(Enumerable.Range(tokens - shown, shown));
    }

    private static int[] Build(string? words, int context, int[] previous) =>
        new PromptBuilder(Vocabulary, new WhisperOptions { Prompt = words }, context).Build(0, previous);
}
