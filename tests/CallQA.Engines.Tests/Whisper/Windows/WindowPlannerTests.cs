using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper.Windows;
using CallQA.Recordings;
using CsCheck;

namespace CallQA.Engines.Tests.Whisper.Windows;

public sealed class WindowPlannerTests
{
    private const int Second = TestAudio.Rate;
    private static readonly float[] Noise = TestAudio.Noise(100, 0.1);
    private static readonly ChannelAudio Audio = ChannelAudio.Of(Second, Noise);

    [Fact]
    public void Plan_MakesAWindowPerUtterance_WhenPausesAreLongEnough()
    {
        var windows = new WindowPlanner(30 * Second, Second / 2).Plan(1, Audio, [Span(1, 3), Span(3.2, 4), Span(5, 6)]).ToList();

        windows.Count.ShouldBe(2);
        windows[0].Pieces.ShouldBe([Span(1, 4)]);
        windows[1].Pieces.ShouldBe([Span(5, 6)]);
        windows.ShouldAllBe(window => window.Channel == 1);
    }

    [Fact]
    public void Plan_PacksUtterancesAndShortensPauses_WhenAsked()
    {
        var window = new WindowPlanner(30 * Second, 100 * Second).Plan(0, Audio, [Span(1, 3), Span(10, 12), Span(12.5, 13)]).ShouldHaveSingleItem();

        window.Pieces.ShouldBe([Span(1, 3), Span(10, 13)]);
        window.Length.ShouldBe(5 * Second);
        window.ToChannel(Second, asEnd: false).ShouldBe(2 * Second);
        window.ToChannel(2 * Second, asEnd: true).ShouldBe(3 * Second);
        window.ToChannel(2 * Second, asEnd: false).ShouldBe(10 * Second);
        window.ToChannel(99 * Second, asEnd: true).ShouldBe(13 * Second);
        window.Cut(Audio).ShouldBe([.. Noise[Second..(3 * Second)], .. Noise[(10 * Second)..(13 * Second)]]);
    }

    [Fact]
    public void Plan_CutsWhereItIsQuietest_WhenSpeechIsTooLong()
    {
        var audio = TestAudio.Noise(50, 0.1);
        audio.AsSpan(27 * Second, Second / 5).Clear();

        var windows = new WindowPlanner(30 * Second, Second).Plan(0, ChannelAudio.Of(Second, audio), [Span(0, 50)]).ToList();

        windows.Count.ShouldBe(2);
        (windows[0].Length / (double)Second).ShouldBe(27.1, 0.11);
    }

    [Fact]
    public void Plan_HearsTheCutTwice_WhenAskedTo()
    {
        var windows = new WindowPlanner(10 * Second, Second, 2 * Second).Plan(0, Audio, [Span(1, 2), Span(5, 30)]).ToList();

        windows[0].Overlap.ShouldBe(0);
        windows[0].Pieces.ShouldBe([Span(1, 2)]);
        windows[1].Overlap.ShouldBe(0);
        windows.Skip(2).ShouldAllBe(window => window.Overlap == 2 * Second && window.Pieces.Count == 1);
        windows.Skip(1).Zip(windows.Skip(2)).ShouldAllBe(pair => pair.Second.Pieces[0].Start == pair.First.Pieces[pair.First.Pieces.Count - 1].End - (2 * Second));
        windows.ShouldAllBe(window => window.Length <= 10 * Second);
        windows.Select(window => window.CutBefore).ShouldBe([false, false, .. windows.Skip(2).Select(_ => true)]);
        windows.Select(window => window.CutAfter).ShouldBe([false, .. windows.Skip(2).Select(_ => true), false]);
        windows[^1].Pieces[^1].End.ShouldBe(30 * Second);
    }

    [Fact]
    public void Plan_LosesAndDoublesNothing_WhateverTheSpeech() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 600]).List[0, 12].Sample(steps =>
        {
            var spans = new List<SpeechSpan>();
            var at = 0;
            foreach (var (gap, length) in steps)
            {
                spans.Add(new SpeechSpan(at + (gap * 800), at + (gap * 800) + (length * 160)));
                at = spans[^1].End;
            }

            var windows = new WindowPlanner(4 * Second, Second).Plan(0, Audio, spans).ToList();

            windows.ShouldAllBe(window => window.Length <= 4 * Second && window.Length > 0);
            var pieces = windows.SelectMany(window => window.Pieces).ToList();
            pieces.Zip(pieces.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
            foreach (var span in spans)
                Enumerable.Range(0, span.Length / 160).ShouldAllBe(i => pieces.Exists(piece => piece.Start <= span.Start + (i * 160) && piece.End > span.Start + (i * 160)));
        }, iter: 60);

    [Fact]
    public void Cut_RemovesTheOffset_WhenAllSamplesAreShifted()
    {
        var shifted = ChannelAudio.Of(Second, [.. Noise.Select(sample => sample + 0.3f)]);
        var window = new SpeechWindow(0, [Span(1, 2)]);

        window.Cut(shifted).Average().ShouldBe(0, 0.0001);
        window.Cut(Audio).ShouldBe(Noise[Second..(2 * Second)]);
    }

    private static SpeechSpan Span(double start, double end) => new((int)(start * Second), (int)(end * Second));
}
