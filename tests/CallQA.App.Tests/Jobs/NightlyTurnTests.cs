using CallQA.App.Jobs;
using CallQA.App.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQA.App.Tests.Jobs;

public sealed class NightlyTurnTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OwedAsync_MakesUpOneRun_WhenNightsPassedWhileEverythingWasDown()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var turn = place.Get<NightlyTurn>();
        (await turn.OwedAsync(Token)).ShouldBeNull("nothing was there last night");
        await place.AddAsync("call");
        place.Clock.Advance(3 * Day);
        await place.RestartAsync();
        turn = place.Get<NightlyTurn>();
        var owed = (await turn.OwedAsync(Token)).ShouldNotBeNull();
        owed.UtcDateTime.ShouldBe(place.Clock.GetUtcNow().UtcDateTime.Date.AddHours(2), "the last of the three");
        (await turn.RunAsync(owed, Run(), Token)).ShouldNotBeNull();
        (await turn.OwedAsync(Token)).ShouldBeNull();
        (await turn.RunAsync(owed, Run(), Token)).ShouldBeNull();
        place.Clock.Advance(Day);
        (await turn.OwedAsync(Token)).ShouldBe(owed + Day);
    }

    [Fact]
    public async Task RunAsync_DoesNotOverlap_AndTakesOverWhenTheProcessDied()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var due = place.Clock.GetUtcNow();
        // Another process has begun and is silent from now on.
        (await Ledger(place, "another").TryBeginAsync(due, Token)).ShouldBeTrue();
        (await place.Get<NightlyTurn>().RunAsync(due, Run(), Token)).ShouldBeNull();
        (await place.Get<NightlyTurn>().RunAsync(due.AddHours(1), Run(), Token)).ShouldBeNull("another night's run is under way");
        place.Clock.Advance(NightlyLedger.Silence + TimeSpan.FromSeconds(1));
        (await place.Get<NightlyTurn>().RunAsync(due, Run(), Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task RunAsync_Begins_OnlyOnce_WhenManyTryAtTheSameMoment()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var due = place.Clock.GetUtcNow();
        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            Task.Run(() => Ledger(place, $"worker-{number}").TryBeginAsync(due, Token), Token)));
        begun.Count(one => one).ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_ReportsWhatHappenedSinceTheLastRun()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var turn = place.Get<NightlyTurn>();
        await turn.RunAsync(place.Clock.GetUtcNow(), Run(), Token);
        place.Clock.Advance(TimeSpan.FromHours(1));
        var (done, waiting, bad) = (await place.AddAsync("done"), await place.AddAsync("waiting", 2), await place.AddAsync("bad", 3));
        place.Engines.BeforeHearing = (id, _) =>
        {
            place.Clock.Advance(TimeSpan.FromSeconds(36));
            return id == bad.Id ? throw new InputException(InputFault.Audio, "It hums.") : Task.CompletedTask;
        };
        while (await place.AdvanceAsync(done.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        await place.AdvanceAsync(bad.Id);
        place.Clock.Advance(Day);
        var report = (await turn.RunAsync(place.Clock.GetUtcNow(), Run(), Token)).ShouldNotBeNull();
        (report.Work.TakenIn, report.Work.Scored, report.Work.SetAside, report.Waiting).ShouldBe((3, 1, 1, 1));
        report.Work.CoreHours.ShouldBe(0.01 * place.Settings.TranscriptionCores, 1e-6);
        report.Work.RealTimeFactor!.Value.ShouldBe(72, 1e-6);
        report.Succeeded.ShouldBeTrue();
        (await place.Get<NightlyLedger>().ListAsync(9, Token)).Select(night => night.Ended).ShouldAllBe(ended => ended != null);
    }

    private static NightlyRun Run() => new([new("nothing", _ => Task.FromResult(0))], TimeProvider.System, NullLogger<NightlyRun>.Instance);

    private static NightlyLedger Ledger(TestWorkplace place, string worker) =>
        new(place.Get<CallQADbContextFactory>(), new WorkerIdentity(worker, 1), place.Clock);
}
