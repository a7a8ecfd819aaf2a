using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Jobs;

public sealed class CallWorkerTests
{
    [Fact]
    public async Task AdvanceAsync_TakesOneStageAtATime_UntilTheCallIsScored()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await place.AddAsync("call");
        foreach (var (outcome, stage) in new[]
        {
            (StageOutcome.MovedOn, CallStage.Transcribed),
            (StageOutcome.MovedOn, CallStage.Measured),
            (StageOutcome.Finished, CallStage.Scored),
            (StageOutcome.Finished, CallStage.Scored),
        })
        {
            (await place.AdvanceAsync(call.Id)).ShouldBe(outcome);
            (await place.CallAsync(call.Id)).Stage.ShouldBe(stage);
        }

        place.Engines.Heard.ShouldBe(1);
    }

    [Fact]
    public async Task AdvanceAsync_SetsAsideAtOnce_WhenTheInputIsBad()
    {
        await using var place = await TestWorkplace.OpenAsync();
        place.Engines.BeforeHearing = (_, _) => throw new InputException(InputFault.Audio, "It hums; record again.");
        var call = await place.AddAsync("call");
        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.Quarantined);
        (await place.CallAsync(call.Id)).Quarantine.ShouldBe("It hums; record again.");
        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.Quarantined);
        place.Engines.Heard.ShouldBe(0);
    }

    [Fact]
    public async Task AdvanceAsync_ThrowsAndCountsNoAttempt_WhenTheMachineIsAtFault()
    {
        await using var place = await TestWorkplace.OpenAsync();
        place.Engines.BeforeHearing = (_, _) => throw new InputException(InputFault.Settings, "FFmpeg is missing; install it.") { Passing = true };
        var call = await place.AddAsync("call");
        for (var attempt = 0; attempt <= CallWorker.MostAttempts; attempt++)
            await Should.ThrowAsync<InputException>(() => place.AdvanceAsync(call.Id));
        (await place.CallAsync(call.Id)).Quarantine.ShouldBeNull();
        place.Engines.BeforeHearing = (_, _) => Task.CompletedTask;
        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.MovedOn);
    }

    [Fact]
    public async Task AdvanceAsync_SetsNothingAside_WhenTheRecordingsAreAway()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await place.AddAsync("call");
        var recordings = Path.Combine(place.Settings.DataDirectory, "recordings");
        Directory.Move(recordings, recordings + ".away");
        (await Should.ThrowAsync<InputException>(() => place.AdvanceAsync(call.Id))).Passing.ShouldBeTrue();
        Directory.Move(recordings + ".away", recordings);
        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.MovedOn);
    }

    [Fact]
    public async Task NightlySteps_FinishTheOthersAndTell_WhenTheMachineFailsOneCall()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var (first, second) = (await place.AddAsync("first"), await place.AddAsync("second", number: 2));
        place.Engines.BeforeHearing = (id, _) => id == first.Id
            ? throw new InputException(InputFault.Unreadable, "The share is away; check it.") { Passing = true }
            : Task.CompletedTask;
        var sweep = place.Get<NightlySteps>().Alone().Single(step => step.Name == "sweep");
        var told = await Should.ThrowAsync<InputException>(() => sweep.Run(TestContext.Current.CancellationToken));
        told.Message.ShouldContain("The share is away; check it.");
        (await place.CallAsync(first.Id)).Quarantine.ShouldBeNull();
        (await place.CallAsync(second.Id)).Stage.ShouldBe(CallStage.Scored);
    }

    [Fact]
    public async Task AdvanceAsync_ThrowsUntilTheAttemptsAreUsedUp_WhenAnythingElseFails()
    {
        await using var place = await TestWorkplace.OpenAsync();
        place.Engines.BeforeHearing = (_, _) => throw new IOException("The share is away.");
        var call = await place.AddAsync("call");
        for (var attempt = 1; attempt < CallWorker.MostAttempts; attempt++)
            await Should.ThrowAsync<IOException>(() => place.AdvanceAsync(call.Id));
        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.Quarantined);
        (await place.CallAsync(call.Id)).Quarantine.ShouldNotBeNull().ShouldContain(nameof(IOException));
    }

    [Fact]
    public async Task AdvanceAsync_StartsCountingAgain_WhenAStageSucceeds()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await place.AddAsync("call");
        place.Engines.BeforeHearing = (_, _) => throw new IOException("The share is away.");
        await Should.ThrowAsync<IOException>(() => place.AdvanceAsync(call.Id));
        place.Engines.BeforeHearing = (_, _) => Task.CompletedTask;
        await place.AdvanceAsync(call.Id);
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.Calls.Single().Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task AdvanceAsync_SetsAside_WhenTheProcessDiedAtTheSameStageTooOften()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await place.AddAsync("call");
        for (var death = 0; death < CallWorker.MostAttempts; death++)
            await place.Get<CallProgress>().BeginAsync(call.Id, TestContext.Current.CancellationToken);
        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.Quarantined);
        place.Engines.Heard.ShouldBe(0);
    }

    [Fact]
    public async Task AdvanceAsync_DoesNotCountAnAttempt_WhenItIsStoppedInOrder()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await place.AddAsync("call");
        using var stop = new CancellationTokenSource();
        place.Engines.BeforeHearing = async (_, token) =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
        };
        await Should.ThrowAsync<OperationCanceledException>(() => place.Worker.AdvanceAsync(call.Id, null, stop.Token));
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.Calls.Single().Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task AdvanceAsync_GivesTheCallBack_WhenTheStageDoesNotHeedTheStop()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await place.AddAsync("call");
        using var stop = new CancellationTokenSource();
        var goOn = new TaskCompletionSource();
        place.Engines.BeforeHearing = async (_, _) =>
        {
            await stop.CancelAsync();
            await goOn.Task;
        };
        var stopped = place.Worker.AdvanceAsync(call.Id, null, stop.Token);
        while (!stopped.IsCompleted)
        {
            place.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await Should.ThrowAsync<OperationCanceledException>(() => stopped);
        await using (var context = place.Get<CallQADbContextFactory>().CreateDbContext())
            context.Calls.Single().ShouldSatisfyAllConditions(row => row.Worker.ShouldBeNull(), row => row.Attempts.ShouldBe(0));

        place.Engines.BeforeHearing = (_, _) => Task.CompletedTask;
        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.MovedOn);
        goOn.SetResult();
        await using (var context = place.Get<CallQADbContextFactory>().CreateDbContext())
            context.StageRuns.Count().ShouldBe(1);
    }

    [Fact]
    public async Task AdvanceAsync_LeavesTheCallToTheFirst_WhenTwoWorkAtOnce()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await place.AddAsync("call");
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        place.Engines.BeforeHearing = (_, _) =>
        {
            begun.SetResult();
            return goOn.Task;
        };
        var first = place.AdvanceAsync(call.Id);
        await await Task.WhenAny(begun.Task, first).WaitAsync(TestContext.Current.CancellationToken);
        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.NotMine);
        goOn.SetResult();
        (await first).ShouldBe(StageOutcome.MovedOn);
    }

    [Fact]
    public async Task AdvanceAsync_StoresNothing_WhenAnotherTookTheCallOverMeanwhile()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await place.AddAsync("call");
        var other = new CallProgress(place.Get<CallQADbContextFactory>(), new WorkerIdentity("other", 1), new FakeTimeProvider(Some.Start + CallProgress.LeaseTime));
        // As after a halt of the whole process: no renewal comes in between.
        place.Engines.BeforeHearing = async (id, _) => (await other.BeginAsync(id, TestContext.Current.CancellationToken)).ShouldNotBeNull();

        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.NotMine);

        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.Calls.Single().ShouldSatisfyAllConditions(row => row.Worker.ShouldBe("other"), row => row.Stage.ShouldBe(CallStage.TakenIn), row => row.Attempts.ShouldBe(2));
        (context.Transcripts.Count(), context.StageRuns.Count()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task AdvanceAsync_LeavesTheOthersWorkAlone_WhenItFailsAfterItLostTheCall()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await place.AddAsync("call");
        var other = new CallProgress(place.Get<CallQADbContextFactory>(), new WorkerIdentity("other", 1), new FakeTimeProvider(Some.Start + CallProgress.LeaseTime));
        place.Engines.BeforeHearing = async (id, _) =>
        {
            await other.BeginAsync(id, TestContext.Current.CancellationToken);
            throw new InputException(InputFault.Audio, "It hums.");
        };

        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.NotMine);

        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.Calls.Single().ShouldSatisfyAllConditions(row => row.Worker.ShouldBe("other"), row => row.Quarantine.ShouldBeNull());
    }
}
