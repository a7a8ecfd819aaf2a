using System.Text;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Tests.Whisper.Decoding;

public sealed class DecodingTests
{
    private static readonly WhisperVocabulary Vocabulary = new([.. new[] { " ", " yes", " no", "!" }.Select(Encoding.UTF8.GetBytes)], 51_865);
    private static readonly int Begin = Vocabulary.Special.TimestampBegin;

    [Fact]
    public void FindLoop_CountsTheExcess_WhenAPhraseComesAgainAndAgain()
    {
        RepetitionCutter.FindLoop([9, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7], Begin).ShouldBe(14);
        RepetitionCutter.FindLoop([9, .. Enumerable.Repeat(4, 8)], Begin).ShouldBe(7);
        RepetitionCutter.FindLoop(Segments(8, 1), Begin).ShouldBe(21);
        RepetitionCutter.FindLoop(Segments(4, 1, 2, 3), Begin).ShouldBe(15);
    }

    [Fact]
    public void FindLoop_IsZero_WhenPeopleRepeatThemselves()
    {
        RepetitionCutter.FindLoop([], Begin).ShouldBe(0);
        RepetitionCutter.FindLoop([2, 2, 2, 2], Begin).ShouldBe(0);
        RepetitionCutter.FindLoop([1, 2, 3, 1, 2, 3], Begin).ShouldBe(0);
        RepetitionCutter.FindLoop(Segments(7, 1), Begin).ShouldBe(0);
        RepetitionCutter.FindLoop(Segments(7, 1, 2), Begin).ShouldBe(0);
    }

    [Fact]
    public void Split_CutsAtTimestamps_WhenSegmentsHaveThem()
    {
        var segments = new SegmentSplitter(Vocabulary).Split(Window(Begin, 1, 3, Begin + 100, Begin + 150, 2, Begin + 200), 10, "en");

        segments.Select(Rounded).ShouldBe([new Segment("yes!", 0, 2, 0.5), new Segment("no", 3, 4, 0.5)]);
    }

    [Fact]
    public void Split_EndsWithTheAudio_WhenTheLastSegmentIsOpenOrBeyond()
    {
        new SegmentSplitter(Vocabulary).Split(Window(Begin + 50, 1), 2.5, "en").Select(Rounded).ShouldHaveSingleItem().ShouldBe(new Segment("yes", 1, 2.5, 0.5));
        new SegmentSplitter(Vocabulary).Split(Window(Begin, 1, Begin + 1500), 2.5, "en").ShouldHaveSingleItem().End.ShouldBe(2.5);
        new SegmentSplitter(Vocabulary).Split(Window(1, 2), 4, "en").Select(Rounded).ShouldHaveSingleItem().ShouldBe(new Segment("yes no", 0, 4, 0.5));
        new SegmentSplitter(Vocabulary).Split(Window(Begin, 0, Begin + 20), 4, "en").ShouldBeEmpty();
    }

    [Fact]
    public void Choose_IsTheLikeliest_WhenTemperatureIsZero()
    {
        float[] logits = [0, 3, 1];
        Probability.Choose(logits, 0, null).ShouldBe(1);
        Probability.Of(1, logits).ShouldBe(Math.Exp(3) / (1 + Math.Exp(3) + Math.E), 1e-5);
    }

    [Fact]
    public void Choose_DrawsByProbability_WhenTemperatureIsOne()
    {
        float[] logits = [0, MathF.Log(3), float.NegativeInfinity];
        var draws = new Random(1);
        var counts = new int[3];
        for (var i = 0; i < 4000; i++)
            counts[Probability.Choose(logits, 1, draws)]++;

        counts[2].ShouldBe(0);
        (counts[1] / 4000.0).ShouldBe(0.75, 0.03);
    }

    [Fact]
    public void LooksWrong_FollowsTheThresholds_WhenTextLoopsOrIsUnlikely()
    {
        var judge = new WindowJudge(new WhisperOptions());
        var fine = new DecodedWindow([1], [-0.1f], -0.3, 0.1, 0, false);
        judge.LooksWrong(fine, "A perfectly ordinary sentence.").ShouldBeFalse();
        judge.LooksWrong(fine, string.Concat(Enumerable.Repeat("and again ", 30))).ShouldBeTrue();
        judge.LooksWrong(fine with { MeanLogProbability = -1.5 }, "Words.").ShouldBeTrue();
        judge.LooksWrong(fine with { Looped = true }, "Words.").ShouldBeTrue();

        var silent = fine with { MeanLogProbability = -1.5, NoSpeechProbability = 0.9 };
        judge.IsSilent(silent).ShouldBeTrue();
        judge.LooksWrong(silent, "Words.").ShouldBeFalse();
        judge.IsSilent(fine with { NoSpeechProbability = 0.9 }).ShouldBeFalse();
    }

    private static int[] Segments(int count, params int[] words) =>
        [.. Enumerable.Range(0, count).SelectMany(i => (int[])[Begin + (10 * i), .. words, Begin + (10 * i) + 5])];

    private static Segment Rounded(Segment segment) => segment with { Confidence = Math.Round(segment.Confidence, 6) };

    private static DecodedWindow Window(params int[] tokens) =>
        new(tokens, [.. tokens.Select(_ => MathF.Log(0.5f))], -0.7, 0, 0, false);
}
