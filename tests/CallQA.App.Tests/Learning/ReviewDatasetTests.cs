using CallQA.App.Jobs;
using CallQA.App.Learning;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Transcription;

namespace CallQA.App.Tests.Learning;

public sealed class ReviewDatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Learning => folder.Of("learning");

    [Fact]
    public async Task RemoveAsync_LosesNoRemoval_WhenSeveralComeAtOnce()
    {
        string[] calls = [.. Enumerable.Range(0, 24).Select(number => $"call-{number}")];
        await WriteAsync(calls, calls);

        await Task.WhenAll(calls.Skip(1).Select(call => Task.Run(() => ReviewDataset.RemoveAsync(Learning, call, Token), Token)));

        (await new ReviewDataset(Learning).ReadAsync(Token)).Select(one => one.Id).ShouldBe([ReviewedCall.IdOf("call-0")]);
    }

    [Fact]
    public async Task WriteAsync_LeavesOut_WhatMayNotBeLearntFromAnyMore()
    {
        var version = await WriteAsync(["kept", "erased"], ["kept"]);

        (await new ReviewDataset(Learning).ReadAsync(Token)).Select(one => one.Id).ShouldBe([ReviewedCall.IdOf("kept")]);
        version.Reviews.ShouldBe(1);
    }

    [Fact]
    public async Task AllowedAsync_NamesWhatMayBeLearntFromNow()
    {
        await using var place = await LearningPlace.OpenAsync();
        foreach (var number in Enumerable.Range(1, 3)) await LearningPlace.ReviewAsync(place, $"call-{number}", number, "orders");
        await place.Get<CallErasure>().EraseAsync("call-1", "boss", Token);
        await place.Get<CallControl>().ConsentAsync("call-2", false, Token);

        (await place.Get<ReviewedCalls>().AllowedAsync(Token)).ShouldBe([ReviewedCall.IdOf("call-3")]);
    }

    public void Dispose() => folder.Dispose();

    private Task<DatasetVersion> WriteAsync(string[] calls, string[] allowed) => new ReviewDataset(Learning).WriteAsync(
        new([.. calls.Select(Line)], new Dictionary<string, int>()), _ => Task.FromResult<IReadOnlySet<string>>(allowed.Select(ReviewedCall.IdOf).ToHashSet()), DateTimeOffset.UnixEpoch, Token);

    private static LabelledConversation Line(string call) =>
        new(ReviewedCall.IdOf(call), "en", ConversationKind.Call, CorpusPart.Train, ReviewLines.Source, [new(Speaker.Agent, $"This is {call}.")], 4);
}
