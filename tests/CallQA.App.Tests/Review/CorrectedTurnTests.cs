using CallQA.App.Review;
using CallQA.Transcription;
using CsCheck;

namespace CallQA.App.Tests.Review;

public sealed class CorrectedTurnTests
{
    [Fact]
    public void Of_KeepsTheTimesOfWordsLeftAlone_AndSharesTheRest()
    {
        var heard = Turn(("You", 0, 1), ("are", 1, 2), ("very,", 2, 4), ("madam.", 6, 7));
        var corrected = CorrectedTurn.Of(heard, "You are very kind indeed, madam.");
        corrected.Text.ShouldBe("You are very kind indeed, madam.");
        corrected.Words!.Select(word => (word.Text, Math.Round(word.Start.TotalSeconds, 2), Math.Round(word.End.TotalSeconds, 2)))
            .ShouldBe([("You", 0, 1), ("are", 1, 2), ("very", 2, 4), ("kind", 4, 4.73), ("indeed,", 4.73, 6), ("madam.", 6, 7)]);
    }

    [Fact]
    public void Of_ChangesOnlyTheText_WhenTheTurnHasNoWords() =>
        CorrectedTurn.Of(new Turn(Speaker.Agent, "Helo"), "  Hello ").ShouldBe(new Turn(Speaker.Agent, "Hello"));

    [Fact]
    public void Of_KeepsWordsInOrderInsideTheTurn_WhateverIsWritten()
    {
        string[] known = ["ja", "nein", "Danke", "guten", "Tag", "Bestellnummer"];
        var texts = Gen.Int[0, 5].Select(index => known[index]).Array[1, 12];
        Gen.Select(texts, texts).Sample((said, written) =>
        {
            var heard = Turn([.. said.Select((text, index) => (text, 2.0 * index, (2.0 * index) + 1.5))]);
            var words = CorrectedTurn.Of(heard, string.Join(' ', written)).Words!;
            words.Select(word => word.Text).ShouldBe(written);
            for (var index = 0; index < words.Count; index++)
            {
                words[index].End.ShouldBeGreaterThanOrEqualTo(words[index].Start);
                words[index].Start.ShouldBeGreaterThanOrEqualTo(index == 0 ? heard.Start!.Value : words[index - 1].End);
                words[index].End.ShouldBeLessThanOrEqualTo(heard.End!.Value);
            }
        });
    }

    private static Turn Turn(params (string Text, double Start, double End)[] words) => new(
        Speaker.Customer,
        string.Join(' ', words.Select(word => word.Text)),
        TimeSpan.FromSeconds(words[0].Start),
        TimeSpan.FromSeconds(words[^1].End),
        0.9,
        [.. words.Select(word => new Word(word.Text, TimeSpan.FromSeconds(word.Start), TimeSpan.FromSeconds(word.End), 0.9))]);
}
