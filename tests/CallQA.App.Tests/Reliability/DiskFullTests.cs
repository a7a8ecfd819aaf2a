using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.App.Tests.Commands;
using CallQA.App.Tests.Jobs;
using CallQA.Recordings;

namespace CallQA.App.Tests.Reliability;

/// <summary>
/// The disk of the data directory is full for a while, during intake and during transcription: nothing half-written,
/// nothing lost, and on it goes when there is room. CALLQA_FULL and CALLQA_CALLS make the run of the real program the long one.
/// </summary>
public sealed class DiskFullTests : IDisposable
{
    private const int Mebibytes = 48;
    private const int LongText = 4 << 20;

    private readonly SmallDisk disk = new(Mebibytes);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        disk.Dispose();
    }

    [Fact]
    public async Task TakeInAsync_LeavesTheFileAndNothingHalf_WhileTheDiskIsFull()
    {
        await using var place = await OpenAsync();
        var path = place.Drop("a.wav", 1);
        disk.Fill();

        var exception = await Should.ThrowAsync<Exception>(() => place.Intake.TakeInAsync(path, Token));

        MachineTrouble.Sentence(exception).ShouldNotBeNull().ShouldContain("disk");
        File.Exists(path).ShouldBeTrue();
        Kept(place).ShouldBeEmpty();

        disk.Free();
        await using (var context = place.Get<CallQADbContextFactory>().CreateDbContext()) context.Calls.ShouldBeEmpty();
        (await place.Intake.TakeInAsync(path, Token)).ShouldNotBeNull();
        File.Exists(path).ShouldBeFalse();
        Kept(place).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task TakeInAsync_QuarantinesOnce_WhenTheDiskWasFull()
    {
        await using var place = await OpenAsync();
        var path = place.InIntake("a.wav");
        await File.WriteAllTextAsync(path, new string('x', LongText), Token);
        disk.Fill();
        if (disk.IsMounted)
        {
            MachineTrouble.Is(await Should.ThrowAsync<Exception>(() => place.Intake.TakeInAsync(path, Token))).ShouldBeTrue();
            File.Exists(path).ShouldBeTrue();
        }

        disk.Free();
        (await place.Intake.TakeInAsync(path, Token)).ShouldBeNull();
        var file = (await place.QuarantinedAsync()).ShouldHaveSingleItem();
        Directory.GetFiles(place.Settings.QuarantinePath).Order(StringComparer.Ordinal).ShouldBe([file.KeptAt!, file.KeptAt + ".reason.txt"]);
    }

    [Fact]
    public async Task AdvanceAsync_GoesOnWithoutLosingAnAttempt_WhenTheDiskIsFullWhileTranscribing()
    {
        await using var place = await OpenAsync();
        var call = await place.AddAsync("call");
        place.Engines.Spoken = string.Concat(Enumerable.Repeat("Good morning, how can I help? ", LongText / 30));
        place.Engines.BeforeHearing = (_, _) =>
        {
            disk.Fill();
            return Task.CompletedTask;
        };

        for (var attempt = 0; attempt <= CallWorker.MostAttempts; attempt++)
        {
            MachineTrouble.Is(await Should.ThrowAsync<Exception>(() => place.AdvanceAsync(call.Id))).ShouldBeTrue();
            disk.Free();
            (await place.CallAsync(call.Id)).Stage.ShouldBe(CallStage.TakenIn);
        }

        place.Engines.BeforeHearing = (_, _) => Task.CompletedTask;
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn of the loop is one committed stage.
        }

        (await place.CallAsync(call.Id)).ShouldSatisfyAllConditions(
            done => done.Stage.ShouldBe(CallStage.Scored), done => done.Quarantine.ShouldBeNull());
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.Transcripts.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Serve_FinishesEveryCallOnce_WhenItsDiskIsFullAgainAndAgain()
    {
        var times = KillRun.Wanted("CALLQA_FULL", 2);
        using var load = new Workload(KillRun.Wanted("CALLQA_CALLS", 10), disk.Data);
        if (!disk.IsMounted)
        {
            await NightsAsync(times);
            return;
        }

        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(null, load.Data));
        await new KillRun(load, contexts, null, "serve", processes: 1).DisturbAsync(times, async () =>
        {
            disk.Fill();
            await Task.Delay(TimeSpan.FromSeconds(KillRun.Wanted("CALLQA_FULL_SECONDS", 2)), Token);
            disk.Free();
        });
    }

    [Fact]
    public async Task Command_TellsASentenceAndItsOwnExitCode_WhenTheDiskIsFull()
    {
        disk.Fill();
        var result = disk.IsMounted ? await Cli.RunAsync("users", "list", "--data", disk.Data) : await Cli.RunLimitedAsync("users", "list", "--data", disk.Data);

        result.ExitCode.ShouldBe(19, result.Errors);
        result.Errors.ShouldContain("make room");
        result.Errors.ShouldNotContain("  at ");
    }

    private async Task<TestWorkplace> OpenAsync()
    {
        var place = new TestWorkplace(disk.Data);
        await place.RestartAsync(services => disk.Points?.AddTo(services));
        return place;
    }

    private static string[] Kept(TestWorkplace place) => Directory.Exists(place.Settings.RecordingsPath)
        ? Directory.GetFiles(place.Settings.RecordingsPath, "*", SearchOption.AllDirectories)
        : [];

    // The same in this process, night after night, where no disk can be mounted.
    private async Task NightsAsync(int nights)
    {
        await using var place = await OpenAsync();
        for (var night = 0; night < nights; night++)
        {
            place.Drop($"call-{night}.wav", night);
            foreach (var step in place.Get<NightlySteps>().Alone().Take(2))
            {
                disk.Fill();
                await Should.ThrowAsync<InputException>(() => step.Run(Token));
                disk.Free();
                if (step.Name == "intake") await step.Run(Token);
            }
        }

        foreach (var step in place.Get<NightlySteps>().Alone().Take(2)) await step.Run(Token);
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.Calls.Count(call => call.Stage == CallStage.Scored && call.Quarantine == null).ShouldBe(nights);
        context.Evaluations.Count().ShouldBe(nights);
        Directory.GetFiles(place.InIntake()).ShouldBeEmpty();
    }
}
