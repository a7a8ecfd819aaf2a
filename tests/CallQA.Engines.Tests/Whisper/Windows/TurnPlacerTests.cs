using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Windows;
using CallQA.Transcription;
using CsCheck;

namespace CallQA.Engines.Tests.Whisper.Windows;

public sealed class TurnPlacerTests
{
    private const int Second = TestAudio.Rate;
    private static readonly SpeechWindow Window = new(0, [new SpeechSpan(Second, 3 * Second), new SpeechSpan(10 * Second, 12 * Second)]);

    [Fact]
    public void Place_PutsAWordOnOneSide_WhenItLiesAcrossASeam()
    {
        var turn = Place(new Segment("a b c", 0, 4, 1, [new("a", 0.5, 1.5, 1), new("b", 1.6, 2.2, 0.51239), new("c", 2.2, 3, 1)]));

        turn.Words.ShouldNotBeNull().Select(word => (word.Start.TotalSeconds, word.End.TotalSeconds)).ShouldBe([(1.5, 2.5), (2.6, 3), (10.2, 11)]);
        turn.Words![1].Confidence.ShouldBe(0.512);
    }

    [Fact]
    public void Place_KeepsWordsInOrderAndInside_WhateverTheirTimes() =>
        Gen.Double[0, 4].Array[2, 12].Sample(times =>
        {
            var ordered = times.Order().ToArray();
            var words = ordered.Zip(ordered.Skip(1)).Select(pair => new TimedWord("w", pair.First, pair.Second, 1)).ToList();
            var turn = Place(new Segment("w", ordered[0], ordered[^1], 1, words));

            turn.Words!.ShouldAllBe(word => turn.Start <= word.Start && word.Start <= word.End && word.End <= turn.End);
            turn.Words!.Zip(turn.Words!.Skip(1)).ShouldAllBe(pair => pair.First.Start <= pair.Second.Start);
            turn.Words!.ShouldAllBe(word => (word.End - word.Start).TotalSeconds <= 2.001);
        }, iter: 300);

    [Fact]
    public void Place_EndsWithTheRecording_WhenTheWindowGoesBeyond() =>
        new TurnPlacer(Window, Speaker.Agent, TimeSpan.FromSeconds(11)).Place(new Segment("a", 0, 4, 1)).End.ShouldBe(TimeSpan.FromSeconds(11));

    [Theory]
    [InlineData(0.15, 1, 12)]
    [InlineData(0.25, 1.1, 11.9)]
    public void Place_LeavesOutAir_WhenTheModelHearsMoreThanATurnKeeps(double padding, double start, double end)
    {
        var segment = new Segment("a b", 0, 4, 1, [new("a", 0, 0.5, 1), new("b", 3, 4, 1)]);
        var turn = new TurnPlacer(Window, Speaker.Agent, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(padding)).Place(segment);

        (turn.Start!.Value.TotalSeconds, turn.End!.Value.TotalSeconds).ShouldBe((start, end));
        (turn.Words![0].Start.TotalSeconds, turn.Words[1].End.TotalSeconds).ShouldBe((start, end));
    }

    [Theory]
    [InlineData(1, 20, false, false, 1.1, 2.9)]
    [InlineData(1, 20, true, false, 1, 2.9)]
    [InlineData(1, 20, false, true, 1.1, 3)]
    [InlineData(0, 3, false, false, 0, 3)]
    public void Place_KeepsAll_WhereSpeechIsCutOrTheRecordingBeginsOrEnds(int from, int duration, bool cutBefore, bool cutAfter, double start, double end)
    {
        var window = new SpeechWindow(0, [new SpeechSpan(from * Second, 3 * Second)]) { CutBefore = cutBefore, CutAfter = cutAfter };
        var turn = new TurnPlacer(window, Speaker.Agent, TimeSpan.FromSeconds(duration), TimeSpan.FromSeconds(0.25)).Place(new Segment("a", 0, 3, 1));

        (turn.Start!.Value.TotalSeconds, turn.End!.Value.TotalSeconds).ShouldBe((start, end));
    }

    private static Turn Place(Segment segment) => new TurnPlacer(Window, Speaker.Agent, TimeSpan.FromSeconds(20)).Place(segment);
}
