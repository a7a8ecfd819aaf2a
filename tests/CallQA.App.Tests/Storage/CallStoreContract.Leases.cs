using CallQA.App.Storage;
using CallQA.Recordings;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Storage;

public abstract partial class CallStoreContract
{
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
        (await new CallRequests(Contexts, TimeProvider.System).RetranscribeAsync("anew", "small", Token)).ShouldBe(1);

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

    private static async Task RefusedAsync(Lease lease, Func<Task> store)
    {
        using var held = lease.Enter();
        await Should.ThrowAsync<LeaseLostException>(store);
    }
}
