using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Quality;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Quality;

public sealed class PairedBootstrapTests
{
    [Fact]
    public void Compare_FindsTheBetterModel_WhenItIsRightMoreOften()
    {
        var (poor, good) = (Calls(wrongEvery: 2), Calls(wrongEvery: 10));

        var comparison = PairedBootstrap.Compare(HeldOutScores.Of(poor), good)!;

        comparison.Better.ShouldBeTrue();
        comparison.Difference.ShouldBeGreaterThan(0.1);
        comparison.Low.ShouldBeLessThanOrEqualTo(comparison.Difference);
        PairedBootstrap.Compare(HeldOutScores.Of(good), poor)!.Better.ShouldBeFalse();
    }

    [Fact]
    public void Compare_FindsNone_WhenBothAreTheSame() =>
        PairedBootstrap.Compare(HeldOutScores.Of(Calls(wrongEvery: 3)), Calls(wrongEvery: 3)).ShouldBe(new(0, 0, 0, 0, 60));

    [Fact]
    public void Compare_CountsEverySetAlike_WhateverItsSize()
    {
        var (poor, good) = (Calls(wrongEvery: 2), Calls(wrongEvery: 10));
        var champion = HeldOutScores.Of(poor);
        var small = good[..12];

        var together = PairedBootstrap.Compare(champion, [poor, small])!;

        together.Calls.ShouldBe(72);
        together.Difference.ShouldBe(PairedBootstrap.Compare(champion, small)!.Difference / 2, 1e-9);
        together.Worse.ShouldBeFalse();
        PairedBootstrap.Compare(HeldOutScores.Of(good), poor)!.Worse.ShouldBeTrue();
    }

    [Fact]
    public void Compare_PassesOverWhatNobodyScored()
    {
        var champion = HeldOutScores.Of(Calls(wrongEvery: 2));
        var good = Calls(wrongEvery: 10).ConvertAll(call => call with { Labels = call.Labels with { Courtesy = null } });
        var without = good.ConvertAll(call => call with { Labels = call.Labels with { Empathy = null, Resolution = null } });

        PairedBootstrap.Compare(champion, good)!.Better.ShouldBeTrue();
        PairedBootstrap.Compare(champion, without)!.Difference.ShouldBe(0);
    }

    private static List<Engines.Scoring.Quality.EvaluatedCall> Calls(int wrongEvery) => [.. Enumerable.Range(0, 60).Select(index =>
    {
        var (scale, resolution) = (index % 5, index % 3);
        var wrong = index % wrongEvery == 0;
        var labels = new LabelledConversation(
            $"{index}", "en", ConversationKind.Call, CorpusPart.Test, "en-a", [new(Speaker.Agent, "Hello.")], scale + 1, scale + 1, (Resolution)resolution);
        var said = Criterion.All.ToDictionary(
            one => one.Name,
            one => one.Ordered ? Said(wrong ? (scale + 2) % 5 : scale) : Said(wrong ? (resolution + 1) % 3 : resolution));
        return new Engines.Scoring.Quality.EvaluatedCall(labels, new(Dialogue.From(labels), new("en", []), new Dictionary<string, IReadOnlyList<int[]>>()), said);
    })];

    private static Prediction Said(int score) => new(score, score, 0.5, Unsure: false);
}
