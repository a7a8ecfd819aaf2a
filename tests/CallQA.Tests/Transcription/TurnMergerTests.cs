using CallQA.Transcription;
using CsCheck;

namespace CallQA.Tests.Transcription;

public sealed class TurnMergerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Merge_JoinsSegments_WhenOneSpeakerGoesOn() =>
        TurnMerger.Merge([Said("world", 1.5, 2, confidence: 1), Said("hello", 0, 1, confidence: 0.5)], Second)
            .ShouldBe([Said("hello world", 0, 2, confidence: 0.75)]);

    [Fact]
    public void Merge_KeepsTurnsApart_WhenThePauseIsLong() =>
        TurnMerger.Merge([Said("hello", 0, 1), Said("world", 2.5, 3)], Second).Count.ShouldBe(2);

    [Fact]
    public void Merge_KeepsTurnsApart_WhenTheOtherSpeaksInThePause() =>
        TurnMerger.Merge([Said("hello", 0, 1), Heard("yes", 1.2, 1.6), Said("world", 1.8, 3)], Second)
            .Select(turn => turn.Text).ShouldBe(["hello", "yes", "world"]);

    [Fact]
    public void Merge_LetsTheOtherBeATurnOfItsOwn_WhenItOnlyFallsIn() =>
        TurnMerger.Merge([Said("hello", 0, 2), Heard("mhm", 0.8, 1.2), Said("world", 2.5, 3)], Second)
            .ShouldBe([Said("hello world", 0, 3), Heard("mhm", 0.8, 1.2)]);

    [Fact]
    public void Merge_KeepsTurnsApart_WhenTogetherTheyAreTooLong()
    {
        Turn[] segments = [Said("hello", 0, 1), Said("big", 1, 2), Said("world", 2, 3)];

        TurnMerger.Merge(segments, Second, longestText: 9).Select(turn => turn.Text).ShouldBe(["hello big", "world"]);
        TurnMerger.Merge(segments, Second, longestText: 8).Select(turn => turn.Text).ShouldBe(["hello", "big", "world"]);
    }

    [Fact]
    public void Merge_JoinsWords_WhenBothHaveThem()
    {
        Turn With(Turn turn) => turn with { Words = [new Word(turn.Text, turn.Start!.Value, turn.End!.Value, 1)] };

        TurnMerger.Merge([With(Said("hello", 0, 1)), With(Said("world", 1, 2))], Second).ShouldHaveSingleItem().Words!.Select(word => word.Text).ShouldBe(["hello", "world"]);
        TurnMerger.Merge([With(Said("hello", 0, 1)), Said("world", 1, 2)], Second).ShouldHaveSingleItem().Words.ShouldBeNull();
    }

    [Fact]
    public void Merge_IsOrderedAndLosesNoWord_WhateverTheSegments() =>
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 100], Gen.Int[0, 50]).List[0, 20].Sample(drawn =>
        {
            var segments = drawn.Select((d, i) => new Turn(d.Item1 == 0 ? Speaker.Agent : Speaker.Customer, $"w{i}", d.Item2 * Second / 10, (d.Item2 + d.Item3) * Second / 10)).ToList();

            var turns = TurnMerger.Merge(segments, Second);

            turns.Zip(turns.Skip(1)).ShouldAllBe(pair => pair.First.Start <= pair.Second.Start);
            turns.SelectMany(turn => turn.Text.Split(' ')).Order().ShouldBe(segments.Select(segment => segment.Text).Order());
            turns.ShouldAllBe(turn => turn.Start <= turn.End);
            foreach (var segment in segments)
                turns.ShouldContain(turn => turn.Speaker == segment.Speaker && turn.Start <= segment.Start && turn.End >= segment.End);
        }, iter: 200);

    private static Turn Said(string text, double start, double end, double? confidence = null) =>
        new(Speaker.Agent, text, start * Second, end * Second, confidence);

    private static Turn Heard(string text, double start, double end) => new(Speaker.Customer, text, start * Second, end * Second);
}
