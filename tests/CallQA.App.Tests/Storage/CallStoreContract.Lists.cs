using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Tests.Storage;

public abstract partial class CallStoreContract
{
    [Fact]
    public async Task ListAsync_ReturnsEverythingMade_InOrderOfStart()
    {
        await ScoredAsync("z-first", Some.Metadata("lister", 1));
        await ScoredAsync("b-second", Some.Metadata("lister", 2));
        await Store.AddAsync(Some.Call("a-unknown-start", new CallMetadata { AgentId = "lister" }), Token);
        var listed = await ListAsync(new CallFilter("lister"));
        listed.Select(call => call.Call.Id).ShouldBe(["z-first", "b-second", "a-unknown-start"]);
        listed[0].Evaluation!.Answers.Single().Evidence.Single().Quote.ShouldBe("Guten Tag");
        listed[0].Metrics!.Spans.ShouldBe(Some.Metrics().Spans);
        listed[0].Transcript.ShouldNotBeNull();
        listed[2].Transcript.ShouldBeNull();
    }

    [Fact]
    public async Task ListAsync_ReadsAllButTheWords_WhereTheyAreNotWanted()
    {
        await ScoredAsync("c-wordless", Some.Metadata("wordless", 1));
        await Store.SaveEvaluationAsync(Some.Evaluation("c-wordless", "scoring@later", empathy: 2), Token);
        await Store.AddAsync(Some.Call("c-wordless-new", Some.Metadata("wordless", 2)), Token);
        var whole = await ListAsync(new CallFilter("wordless"));
        var wordless = await ListAsync(new CallFilter("wordless", WithTranscripts: false));
        wordless.Select(StoredJson.Write).ShouldBe(whole.Select(call => StoredJson.Write(call with { Transcript = null })));
        wordless[0].Evaluation!.Model.ShouldBe("scoring@later", "the latest counts");
        (wordless[0].Metrics is null, wordless[0].Transcript is null, wordless[1].Evaluation is null).ShouldBe((false, true, true));
    }

    [Fact]
    public async Task ListAsync_TakesFromAndLeavesUntil()
    {
        foreach (var day in new[] { 1, 2, 3 }) await Store.AddAsync(Some.Call($"day-{day}", Some.Metadata("daily", day)), Token);
        var listed = await ListAsync(new CallFilter("daily", Some.Start.AddDays(1), Some.Start.AddDays(3)));
        listed.Select(call => call.Call.Id).ShouldBe(["day-1", "day-2"]);
    }

    [Fact]
    public async Task SetAsideAsync_SetsTheReason_AndReleaseAsyncTakesItBack()
    {
        var quarantine = new CallQuarantine(Contexts, TimeProvider.System);
        await Store.AddAsync(Some.Call("bad"), Token);
        await quarantine.SetAsideAsync("bad", new(SetAsideCause.Audio, "It hums."), Token);
        (await Store.FindAsync("bad", Token))!.Quarantine.ShouldBe("It hums.");
        (await quarantine.ReleaseAsync(SetAsideCause.Model, Token)).ShouldBe(0);
        (await quarantine.ReleaseAsync(SetAsideCause.Audio, Token)).ShouldBe(1);
        (await Store.FindAsync("bad", Token))!.Quarantine.ShouldBeNull();
    }

    [Fact]
    public async Task QuarantinedFiles_AreEnteredOnce_AndListedNewestFirst()
    {
        var files = new QuarantineStore(Contexts);
        var file = new QuarantinedFile("a.wav", Some.Hash("a"), InputFault.Audio, "It is empty.", Some.Start.ToUniversalTime(), "/q/a.wav");
        await files.AddAsync(file, Token);
        await files.AddAsync(file with { QuarantinedAt = Some.Start.AddDays(1) }, Token);
        await files.AddAsync(file with { FileName = "b.wav", QuarantinedAt = Some.Start.AddDays(2).ToUniversalTime() }, Token);
        (await files.ListAsync(0, 10, Token)).Select(entry => entry.FileName).ShouldBe(["b.wav", "a.wav"]);
        (await files.ListAsync(1, 10, Token)).Single().ShouldBe(file);
    }

    private async Task<List<EvaluatedCall>> ListAsync(CallFilter filter)
    {
        var calls = new List<EvaluatedCall>();
        await foreach (var call in Store.ListAsync(filter, Token)) calls.Add(call);
        return calls;
    }
}
