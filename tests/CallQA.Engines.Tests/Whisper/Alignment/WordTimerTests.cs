using System.Text;
using CallQA.Engines.Whisper.Alignment;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Tests.Whisper.Alignment;

public sealed class WordTimerTests
{
    private static readonly string[] Tokens = [" yes", ".", " I", " see", " now"];
    private static readonly WordTimer Timer = new(new WordSplitter(new WhisperVocabulary([.. Tokens.Select(Encoding.UTF8.GetBytes)], 51_865)));

    [Fact]
    public void Time_IsOrderedAndInside_WhateverTheAlignmentSays()
    {
        var words = Time([0, 0.4, 0.6, 0.8, 1.2, 3], start: 0.1, end: 1.3);

        words.Select(word => word.Text).ShouldBe(["yes.", "I", "see", "now"]);
        words.Select(word => (word.Start, word.End)).ShouldBe([(0.1, 0.4), (0.6, 0.8), (0.8, 1.2), (1.2, 1.3)]);
        words[0].Confidence.ShouldBe((0.5 + 0.25) / 2, 1e-6);
    }

    [Fact]
    public void Time_ShortensWordsNextToPauses_WhenTheyLastTooLong()
    {
        var words = Time([0, 3, 3.5, 6, 6.3, 9], start: 0, end: 10);

        // The median word takes 2.5 s, more than any usual one: 1.4 s is the most.
        words[0].Start.ShouldBe(0);
        words[0].End.ShouldBe(1.4, 1e-9);
        (words[1].Start, words[1].End).ShouldBe((6 - 1.4, 6.0));
        (words[2].Start, words[2].End).ShouldBe((6, 6.3));
        words[3].End.ShouldBe(6.3 + 1.4, 1e-9);
    }

    private static IReadOnlyList<TimedWord> Time(double[] starts, double start, double end) => Timer.Time(
        new DecodedWindow([0, 1, 2, 3, 4], [.. new[] { 0.5f, 0.25f, 1, 1, 1 }.Select(value => MathF.Log(value))], 0, 0, 0, false, starts), 0, 5, start, end, "en");
}
