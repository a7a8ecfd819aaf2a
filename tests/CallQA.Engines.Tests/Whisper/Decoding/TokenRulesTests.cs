using System.Text;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Tests.Whisper.Decoding;

public sealed class TokenRulesTests
{
    private const int Blank = 0;
    private const int Word = 1;
    private const int Bracket = 2;
    private static readonly WhisperVocabulary Vocabulary = new([.. new[] { " ", " word", "[" }.Select(Encoding.UTF8.GetBytes)], 51_865);
    private static readonly SpecialTokens Special = Vocabulary.Special;
    private static readonly int Begin = Special.TimestampBegin;

    [Fact]
    public void Apply_AsksForAnEarlyTimestamp_WhenNothingWasDecoded()
    {
        var logits = Apply(timestamps: true, []);
        Allowed(logits).ShouldBe(Enumerable.Range(Begin, 51));
    }

    [Fact]
    public void Apply_ForbidsBlankEndAndTimes_WhenNothingWasDecodedWithoutTimestamps()
    {
        var logits = Apply(timestamps: false, []);
        foreach (var token in new[] { Blank, Special.EndOfText, Bracket, Special.StartOfTranscript, Special.NoSpeech, Special.FirstLanguage + 5, Begin, Begin + 700 })
            logits[token].ShouldBe(float.NegativeInfinity);
        logits[Word].ShouldBe(0);
    }

    [Fact]
    public void Apply_AllowsBlankAndEnd_WhenWordsWereDecoded()
    {
        var logits = Apply(timestamps: false, [Word]);
        logits[Blank].ShouldBe(0);
        logits[Special.EndOfText].ShouldBe(0);
    }

    [Fact]
    public void Apply_AsksForText_WhenASegmentWasJustOpened()
    {
        Allowed(Apply(timestamps: true, [Begin + 5])).ShouldAllBe(token => token < Begin);
        Allowed(Apply(timestamps: true, [Begin, Word, Begin + 9, Begin + 9])).ShouldAllBe(token => token < Begin);
    }

    [Fact]
    public void Apply_AsksForTheOpeningTimestampOrTheEnd_WhenASegmentWasJustClosed()
    {
        var allowed = Allowed(Apply(timestamps: true, [Begin, Word, Begin + 9], preferTimes: false));
        allowed.ShouldContain(Special.EndOfText);
        allowed.ShouldContain(Begin + 9);
        allowed.ShouldNotContain(Begin + 8);
        allowed.ShouldNotContain(Word);
    }

    [Fact]
    public void Apply_NeverGoesBackInTime_WhenASegmentIsOpen()
    {
        var allowed = Allowed(Apply(timestamps: true, [Begin + 20, Word], preferTimes: false));
        allowed.ShouldContain(Word);
        allowed.ShouldContain(Begin + 21);
        allowed.ShouldNotContain(Begin + 20);
    }

    [Fact]
    public void Apply_TakesATimestamp_WhenAllTogetherAreLikelierThanAnyWord()
    {
        var logits = new float[Vocabulary.Size];
        Array.Fill(logits, -20f);
        logits[Word] = 2;
        for (var i = 30; i < 60; i++)
            logits[Begin + i] = 0;
        new TokenRules(Vocabulary, timestamps: true, suppressNonSpeech: true).Apply(logits, [Begin, Word], Begin);
        Allowed(logits).ShouldAllBe(token => token >= Begin);

        Array.Fill(logits, -20f);
        logits[Word] = 2;
        logits[Begin + 30] = 1;
        new TokenRules(Vocabulary, timestamps: true, suppressNonSpeech: true).Apply(logits, [Begin, Word], Begin);
        Allowed(logits).ShouldContain(Word);
    }

    [Fact]
    public void Apply_KeepsBrackets_WhenNonSpeechIsWanted()
    {
        var logits = new float[Vocabulary.Size];
        new TokenRules(Vocabulary, timestamps: false, suppressNonSpeech: false).Apply(logits, [Word], -1);
        logits[Bracket].ShouldBe(0);
    }

    private static float[] Apply(bool timestamps, List<int> tokens, bool preferTimes = true)
    {
        var logits = new float[Vocabulary.Size];
        if (!preferTimes)
            logits.AsSpan(Begin).Fill(-30);
        var last = tokens.Where(token => token >= Begin).DefaultIfEmpty(-1).Max();
        new TokenRules(Vocabulary, timestamps, suppressNonSpeech: true).Apply(logits, tokens, last);
        return logits;
    }

    private static List<int> Allowed(float[] logits) =>
        Enumerable.Range(0, logits.Length).Where(token => !float.IsNegativeInfinity(logits[token])).ToList();
}
