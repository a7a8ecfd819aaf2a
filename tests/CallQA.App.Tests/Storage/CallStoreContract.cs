using CallQA.App.Storage;
using CallQA.Interchange;
using CallQA.Recordings;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Storage;

/// <summary>What the store promises, whatever the database. One derived class a provider.</summary>
public abstract class CallStoreContract
{
    private protected abstract CallQADbContextFactory Contexts { get; }

    /// <summary>A database that has no tables yet.</summary>
    private protected abstract Task<DatabaseLocation> EmptyAsync();

    private EfCallStore Store => new(Contexts, TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddAsync_ReturnsEverythingAsGiven_WhenTheCallIsNew()
    {
        var call = Some.Call("new", Some.Metadata());
        await Store.AddAsync(call, Token);
        var found = (await Store.FindAsync("new", Token))!;
        found.Metadata.ChannelMap.ShouldBe([Speaker.Customer, Speaker.Agent]);
        found.ShouldBe(call with { Metadata = found.Metadata });
        found.Metadata.StartTime!.Value.EqualsExact(Some.Start).ShouldBeTrue();
    }

    [Fact]
    public async Task AddAsync_CompletesTheKnownCall_WhenTheContentIsKnown()
    {
        await Store.AddAsync(Some.Call("bare", new CallMetadata { AgentName = "Eva" }), Token);
        var again = await Store.AddAsync(Some.Call("other", Some.Metadata(), Some.Hash("bare")), Token);
        again.Id.ShouldBe("bare");
        again.Metadata.AgentId.ShouldBe("a-7");
        again.Metadata.AgentName.ShouldBe("Eva");
        (await Store.FindAsync("other", Token)).ShouldBeNull();
        (await ListAsync(new CallFilter("a-7"))).Select(call => call.Call.Id).ShouldContain("bare");
    }

    [Fact]
    public async Task AddAsync_KeepsNameAndSource_WhenTheyComeWithTheSameRecordingLater()
    {
        await Store.AddAsync(Some.Call("named"), Token);
        await Store.AddAsync(Some.Call("other-2", new CallMetadata { CustomerName = "Jutta Behrens", Source = "pbx" }, Some.Hash("named")), Token);
        await Store.AddAsync(Some.Call("other-3", new CallMetadata { CustomerName = "somebody else", Source = "archive" }, Some.Hash("named")), Token);

        var told = (await Store.FindAsync("named", Token))!.Metadata;
        (told.CustomerName, told.Source).ShouldBe(("Jutta Behrens", "pbx"), "what was known first counts");
    }

    [Fact]
    public async Task AddAsync_AppendsEightHashDigits_WhenTheIdentifierIsTaken()
    {
        await Store.AddAsync(Some.Call("twin"), Token);
        var second = await Store.AddAsync(Some.Call("twin", hash: Some.Hash("another")), Token);
        second.Id.ShouldBe("twin-" + Some.Hash("another")[..8]);
    }

    [Fact]
    public async Task AddAsync_AddsOnce_WhenManyAddTheSameContentAtOnce()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            Task.Run(() => Store.AddAsync(Some.Call($"racing-{number}", hash: Some.Hash("race")), Token), Token)));
        added.Select(call => call.Id).Distinct().Count().ShouldBe(1);
        (await ListAsync(new CallFilter())).Count(call => call.Call.ContentHash == Some.Hash("race")).ShouldBe(1);
    }

    [Fact]
    public async Task AddAsync_KeepsTheCall_WhenATextHoldsNul()
    {
        await Store.AddAsync(Some.Call("nul", Some.Metadata() with { AgentId = "a\07", AgentName = "E\0va", Queue = "\0", Team = "t\0", Reason = "r\0" }), Token);
        await Store.SaveTranscriptAsync("nul", Some.Transcript("nul", text: "Guten\0Tag"), Token);

        (await RowAsync("nul")).ShouldSatisfyAllConditions(row => row.AgentId.ShouldBe("a 7"), row => row.AgentName.ShouldBe("E va"));
    }

    [Fact]
    public async Task AddTakenOverAsync_CommitsCallAndResultsTogether_AndTheEvaluationCountsOnlyWhenTheCallIsScored()
    {
        var results = TakenOver("elsewhere");
        var added = await Store.AddTakenOverAsync(Some.Call("over"), results, Token);

        (added.Id, added.Stage).ShouldBe(("over", CallStage.Transcribed));
        var current = (await Store.CurrentTranscriptAsync("over", Token))!;
        (current.Id, current.TakenOver).ShouldBe(("over", new Provenance("Centre One", "00aa")));
        (await Store.FindEvaluationAsync("over", "service-call@1", "scoring@1", Token)).ShouldBeNull();
        (await RowAsync("over")).NeedsReview.ShouldBeFalse();
        await Store.SaveMetricsAsync("over", Some.Metrics(), Token);
        (await Store.ScoreAsTakenOverAsync("over", "service-call@1", "scoring@2", Token)).ShouldBeNull();
        (await Store.FindAsync("over", Token))!.Stage.ShouldBe(CallStage.Measured);

        (await Store.ScoreAsTakenOverAsync("over", "service-call@1", "scoring@1", Token))!.CallId.ShouldBe("over");

        (await Store.FindEvaluationAsync("over", "service-call@1", "scoring@1", Token)).ShouldNotBeNull();
        (await RowAsync("over")).ShouldSatisfyAllConditions(row => row.Stage.ShouldBe(CallStage.Scored), row => row.NeedsReview.ShouldBeTrue());
        await Store.SaveEvaluationAsync(Some.Evaluation("over", empathy: 1), Token);
        await using var context = Contexts.CreateDbContext();
        context.Evaluations.Single(row => row.CallId == "over").Empathy.ShouldBe(4, "one result for scorecard and models");
        context.CallFigures.Single(row => row.CallId == "over").Empathy.ShouldBe(4);
        context.Audit.Count(row => row.Action == "taken-over" && row.By == "Centre One" && row.ContentHash == Some.Hash("over")).ShouldBe(1);
    }

    [Fact]
    public async Task AddTakenOverAsync_AddsOnce_WhenManyAddTheSameContentAtOnce()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(number =>
            Task.Run(() => Store.AddTakenOverAsync(Some.Call($"together-{number}", hash: Some.Hash("together")), TakenOver($"together-{number}"), Token), Token)));

        added.Select(call => call.Id).Distinct().Count().ShouldBe(1);
        await using var context = Contexts.CreateDbContext();
        var id = added[0].Id;
        (context.Transcripts.Count(row => row.CallId == id), context.Evaluations.Count(row => row.CallId == id)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task AddTakenOverAsync_LeavesTheKnownCall_WhenTheContentIsKnown()
    {
        await Store.AddAsync(Some.Call("before"), Token);

        (await Store.AddTakenOverAsync(Some.Call("after", hash: Some.Hash("before")), TakenOver("after"), Token)).ShouldSatisfyAllConditions(
            call => call.Id.ShouldBe("before"), call => call.Stage.ShouldBe(CallStage.TakenIn));

        (await Store.CurrentTranscriptAsync("before", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task SaveTranscriptAsync_CommitsResultAndStageTogether()
    {
        await Store.AddAsync(Some.Call("heard"), Token);
        await Store.SaveTranscriptAsync("heard", Some.Transcript("heard"), Token);
        (await Store.FindAsync("heard", Token))!.Stage.ShouldBe(CallStage.Transcribed);
        var current = (await Store.CurrentTranscriptAsync("heard", Token))!;
        current.Turns.ShouldBe(Some.Transcript("heard").Turns);
        current.Origin.ShouldBe(Some.Origin());
        (await Store.FindTranscriptAsync("heard", Some.Origin(), Token))!.Language.ShouldBe("de");
        (await Store.FindTranscriptAsync("heard", Some.Origin("whisper"), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task SaveTranscriptAsync_KeepsOne_WhenTheSameOriginIsSavedByManyAtOnce()
    {
        await Store.AddAsync(Some.Call("busy"), Token);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Task.Run(() => Store.SaveTranscriptAsync("busy", Some.Transcript("busy"), Token), Token)));
        await using var context = Contexts.CreateDbContext();
        context.Transcripts.Count(row => row.CallId == "busy").ShouldBe(1);
    }

    [Fact]
    public async Task SaveTranscriptAsync_DoesNotThrowTheCallBack_WhenTheCurrentOneIsSavedAgain()
    {
        await ScoredAsync("late");
        await Store.SaveTranscriptAsync("late", Some.Transcript("late"), Token);
        (await Store.FindAsync("late", Token))!.Stage.ShouldBe(CallStage.Scored);
    }

    [Fact]
    public async Task SaveTranscriptAsync_BringsItsResultsBack_WhenAnEarlierOneBecomesCurrentAgain()
    {
        await ScoredAsync("back");
        await Store.SaveTranscriptAsync("back", Some.Transcript("back", "whisper"), Token);
        (await Store.FindAsync("back", Token))!.Stage.ShouldBe(CallStage.Transcribed);
        (await Store.FindMetricsAsync("back", Token)).ShouldBeNull();
        (await Store.FindEvaluationAsync("back", "service-call@1", "scoring@1", Token)).ShouldBeNull();

        await Store.SaveTranscriptAsync("back", Some.Transcript("back"), Token);
        (await Store.FindAsync("back", Token))!.Stage.ShouldBe(CallStage.Scored);
        (await Store.FindMetricsAsync("back", Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task SaveMetricsAsync_MovesOn_WhenThereIsNothingToMeasure()
    {
        await Store.AddAsync(Some.Call("timeless"), Token);
        await Store.SaveTranscriptAsync("timeless", Some.Transcript("timeless"), Token);
        await Store.SaveMetricsAsync("timeless", null, Token);
        (await Store.FindAsync("timeless", Token))!.Stage.ShouldBe(CallStage.Measured);
        (await Store.FindMetricsAsync("timeless", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task SaveEvaluationAsync_KeepsOneAModel_WhenSavedByManyAtOnce()
    {
        await ScoredAsync("judged");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(
            () => Store.SaveEvaluationAsync(Some.Evaluation("judged", "scoring@2", 1 + (number % 5)), Token), Token)));
        await using var context = Contexts.CreateDbContext();
        context.Evaluations.Count(row => row.CallId == "judged").ShouldBe(2);
        (await Store.FindEvaluationAsync("judged", "service-call@1", "scoring@2", Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task SaveAsync_KeepsWhetherTheLatestEvaluationOfTheCurrentTranscriptNeedsReview()
    {
        await ScoredAsync("unsure");
        (await RowAsync("unsure")).NeedsReview.ShouldBeTrue();
        await Store.SaveEvaluationAsync(Some.Evaluation("unsure", "scoring@2") with { NeedsReview = false }, Token);
        (await RowAsync("unsure")).NeedsReview.ShouldBeFalse("the new model is sure");
        await Store.SaveEvaluationAsync(Some.Evaluation("unsure"), Token);
        (await RowAsync("unsure")).NeedsReview.ShouldBeFalse("that one is known, and older");
        await Store.SaveTranscriptAsync("unsure", Some.Transcript("unsure", "whisper"), Token);
        await Store.SaveMetricsAsync("unsure", Some.Metrics(), Token);
        await Store.SaveEvaluationAsync(Some.Evaluation("unsure"), Token);
        (await RowAsync("unsure")).NeedsReview.ShouldBeTrue("of the new transcript");
        await Store.SaveTranscriptAsync("unsure", Some.Transcript("unsure"), Token);
        (await RowAsync("unsure")).NeedsReview.ShouldBeFalse("of the first transcript, which is current again");
    }

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

    [Fact]
    public async Task MigrateAsync_ChangesNothing_WhenManyStartAtOnce()
    {
        await Store.AddAsync(Some.Call("kept"), Token);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => new DatabaseSetup(new(Contexts.Location)).MigrateAsync(Token), Token)));
        (await Store.FindAsync("kept", Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task MigrateAsync_MakesTheTablesOnce_WhenTenWorkersStartAtOnceOnAnEmptyDatabase()
    {
        var location = await EmptyAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            Task.Run(() => new DatabaseSetup(new(location)).MigrateAsync(Token), Token)));
        await using var context = new CallQADbContextFactory(location).CreateDbContext();
        (await context.Database.GetPendingMigrationsAsync(Token)).ShouldBeEmpty();
        (await context.Calls.CountAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task BeginAsync_LeasesACallToOneProcess_UntilTheLeaseEnds()
    {
        var clock = new FakeTimeProvider(Some.Start);
        CallProgress[] workers = [.. Enumerable.Range(0, 6).Select(number => new CallProgress(Contexts, new($"worker-{number}", 2), clock))];
        await Store.AddAsync(Some.Call("leased"), Token);
        var begun = await Task.WhenAll(workers.Select(worker => Task.Run(() => worker.BeginAsync("leased", Token), Token)));
        begun.Count(attempt => attempt is not null).ShouldBe(1);
        var holder = workers[Array.FindIndex(begun, attempt => attempt is not null)];
        var other = workers.First(worker => worker != holder);
        (await other.UnfinishedAsync(int.MaxValue, Token)).Select(call => call.CallId).ShouldNotContain("leased");
        clock.Advance(CallProgress.LeaseTime - TimeSpan.FromSeconds(1));
        var lease = begun.OfType<Attempt>().Single().Lease;
        (await holder.RenewAsync(lease, Token)).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(2));
        (await other.BeginAsync("leased", Token)).ShouldBeNull();
        clock.Advance(CallProgress.LeaseTime);
        (await other.UnfinishedAsync(int.MaxValue, Token)).Select(call => call.CallId).ShouldContain("leased");
        (await other.BeginAsync("leased", Token)).ShouldNotBeNull().Number.ShouldBe(2);
        (await holder.RenewAsync(lease, Token)).ShouldBeFalse("another process has taken it over");
    }

    [Fact]
    public async Task SaveAsync_StoresNothing_WhenTheLeaseEndedAndAnotherHasTheCall()
    {
        var clock = new FakeTimeProvider(Some.Start);
        var (first, second) = (new CallProgress(Contexts, new("first", 1), clock), new CallProgress(Contexts, new("second", 1), clock));
        await Store.AddAsync(Some.Call("halted"), Token);
        var late = (await first.BeginAsync("halted", Token))!.Lease;
        clock.Advance(CallProgress.LeaseTime);
        var current = (await second.BeginAsync("halted", Token))!.Lease;

        await RefusedAsync(late, () => Store.SaveTranscriptAsync("halted", Some.Transcript("halted", "whisper"), Token));
        await RefusedAsync(late, () => new CallQuarantine(Contexts, clock).SetAsideAsync("halted", new(SetAsideCause.Audio, "It hums."), Token));
        await first.ReturnAsync(late, counts: false, Token);
        (await RowAsync("halted")).ShouldSatisfyAllConditions(
            row => row.Worker.ShouldBe("second"), row => row.Stage.ShouldBe(CallStage.TakenIn), row => row.Quarantine.ShouldBeNull(), row => row.CurrentTranscriptId.ShouldBeNull());

        using (current.Enter()) await Store.SaveTranscriptAsync("halted", Some.Transcript("halted"), Token);
        await RefusedAsync(late, () => Store.SaveTranscriptAsync("halted", Some.Transcript("halted", "whisper"), Token));
        await RefusedAsync(late, () => Store.SaveMetricsAsync("halted", Some.Metrics(), Token));
        await using var context = Contexts.CreateDbContext();
        context.StageRuns.Where(run => run.CallId == "halted").Select(run => run.Worker).ToList().ShouldBe(["second"]);
        context.Transcripts.Count(row => row.CallId == "halted").ShouldBe(1);
    }

    [Fact]
    public async Task SaveAsync_StoresNothing_WhenAnOperatorAskedForAnotherTranscriptMeanwhile()
    {
        var progress = new CallProgress(Contexts, new("me", 1), TimeProvider.System);
        await Store.AddAsync(Some.Call("anew"), Token);
        await Store.SaveTranscriptAsync("anew", Some.Transcript("anew"), Token);
        await Store.SaveMetricsAsync("anew", Some.Metrics(), Token);
        var lease = (await progress.BeginAsync("anew", Token))!.Lease;
        (await new CallRequests(Contexts).RetranscribeAsync("anew", "small", Token)).ShouldBe(1);

        (await progress.RenewAsync(lease, Token)).ShouldBeFalse();
        await RefusedAsync(lease, () => Store.SaveEvaluationAsync(Some.Evaluation("anew"), Token));
        (await RowAsync("anew")).ShouldSatisfyAllConditions(row => row.Stage.ShouldBe(CallStage.TakenIn), row => row.SpeechModel.ShouldBe("small"));
        (await progress.BeginAsync("anew", Token)).ShouldNotBeNull().SpeechModel.ShouldBe("small");
    }

    [Fact]
    public async Task SaveAsync_CommitsWhoDidIt_OnceWithEveryResult()
    {
        var progress = new CallProgress(Contexts, new("me", 2), TimeProvider.System);
        await Store.AddAsync(Some.Call("done"), Token);
        await progress.BeginAsync("done", Token);
        await Store.SaveTranscriptAsync("done", Some.Transcript("done"), Token);
        await Store.SaveTranscriptAsync("done", Some.Transcript("done"), Token);
        await progress.BeginAsync("done", Token);
        await Store.SaveMetricsAsync("done", Some.Metrics(), Token);
        await progress.BeginAsync("done", Token);
        await Store.SaveEvaluationAsync(Some.Evaluation("done"), Token);
        await Store.SaveEvaluationAsync(Some.Evaluation("done"), Token);
        await using var context = Contexts.CreateDbContext();
        context.StageRuns.Where(run => run.CallId == "done").OrderBy(run => run.Id).Select(run => new { run.Stage, run.Worker, run.Cores }).ToList()
            .Select(run => (run.Stage, run.Worker, run.Cores))
            .ShouldBe([(CallStage.Transcribed, "me", 2), (CallStage.Measured, "me", 1), (CallStage.Scored, "me", 1)]);
        var statistics = new WorkStatistics(Contexts);
        (await statistics.DoneAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, Token)).Scored.ShouldBeGreaterThan(0);
        (await statistics.StatesAsync(Token)).Sum(state => state.Calls).ShouldBe(context.Calls.Count());
    }

    private static TakenOverResults TakenOver(string id)
    {
        var from = new Provenance("Centre One", "00aa");
        return new(Some.Transcript(id) with { TakenOver = from }, null, Some.Evaluation(id) with { TakenOver = from });
    }

    private static async Task RefusedAsync(Lease lease, Func<Task> store)
    {
        using var held = lease.Enter();
        await Should.ThrowAsync<LeaseLostException>(store);
    }

    private async Task<CallRow> RowAsync(string id)
    {
        await using var context = Contexts.CreateDbContext();
        return context.Calls.Single(row => row.Id == id);
    }

    private async Task ScoredAsync(string id, CallMetadata? metadata = null)
    {
        await Store.AddAsync(Some.Call(id, metadata), Token);
        await Store.SaveTranscriptAsync(id, Some.Transcript(id), Token);
        await Store.SaveMetricsAsync(id, Some.Metrics(), Token);
        await Store.SaveEvaluationAsync(Some.Evaluation(id), Token);
    }

    private async Task<List<EvaluatedCall>> ListAsync(CallFilter filter)
    {
        var calls = new List<EvaluatedCall>();
        await foreach (var call in Store.ListAsync(filter, Token)) calls.Add(call);
        return calls;
    }
}
