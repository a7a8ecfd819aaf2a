using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.App.Webhooks;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQA.App.Tests.Jobs;

public abstract class NightlyTurnContract
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Sign = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A connection string; null for SQLite.</summary>
    private protected abstract Task<string?> DatabaseAsync();

    private protected async Task<TestWorkplace> OpenAsync() => await TestWorkplace.OpenAsync(await DatabaseAsync());

    [Fact]
    public async Task OwedAsync_MakesUpOneRun_WhenNightsPassedWhileEverythingWasDown()
    {
        await using var place = await OpenAsync();
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
    public async Task OwedAsync_TellsTheNextNight_WhenNoCallHasEverCome()
    {
        await using var place = await OpenAsync();
        (await place.Get<NightlyTurn>().OwedAsync(Token)).ShouldBeNull("nothing was there last night");
        place.Clock.Advance(TimeSpan.FromMinutes(1));
        (await place.Get<NightlyTurn>().OwedAsync(Token)).ShouldBeNull();
        (await place.Get<NightlyLedger>().ListAsync(9, Token)).ShouldBeEmpty();
        await place.RestartAsync();
        place.Clock.Advance(Day);

        var owed = (await place.Get<NightlyTurn>().OwedAsync(Token)).ShouldNotBeNull();

        (await place.Get<NightlyTurn>().RunAsync(owed, Run(), Token)).ShouldNotBeNull().Since.ShouldBe(owed - Day);
        (await place.Get<NightlyTurn>().OwedAsync(Token)).ShouldBeNull();
        (await place.Get<NightlyLedger>().ListAsync(9, Token)).ShouldHaveSingleItem().Due.ShouldBe(owed);
    }

    [Fact]
    public async Task LastEndedAsync_TellsTheRunBefore_WhenOneRunsOrDied()
    {
        await using var place = await OpenAsync();
        await place.Get<NightlyTurn>().OwedAsync(Token);
        place.Clock.Advance(Day);
        (await place.Get<StatusReader>().ReadAsync(Token)).LastNight.ShouldBeNull();
        var ended = place.Clock.GetUtcNow();
        (await place.Get<NightlyTurn>().RunAsync(ended, Run(), Token)).ShouldNotBeNull();
        place.Clock.Advance(Day);
        (await Ledger(place, "another").TryBeginAsync(place.Clock.GetUtcNow(), Token)).ShouldNotBeNull();

        (await place.Get<StatusReader>().ReadAsync(Token)).LastNight.ShouldBe(ended);
        place.Clock.Advance(Day);
        (await place.Get<StatusReader>().ReadAsync(Token)).LastNight.ShouldBe(ended);
    }

    [Fact]
    public async Task RunAsync_DoesNotOverlap_AndTakesOverWhenTheProcessDied()
    {
        await using var place = await OpenAsync();
        var due = place.Clock.GetUtcNow();
        // Another process has begun and is silent from now on.
        (await Ledger(place, "another").TryBeginAsync(due, Token)).ShouldNotBeNull();
        (await place.Get<NightlyTurn>().RunAsync(due, Run(), Token)).ShouldBeNull();
        (await place.Get<NightlyTurn>().RunAsync(due.AddHours(1), Run(), Token)).ShouldBeNull("another night's run is under way");
        place.Clock.Advance(NightlyLedger.Silence + TimeSpan.FromSeconds(1));
        (await place.Get<NightlyTurn>().RunAsync(due, Run(), Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task RunAsync_Begins_OnlyOnce_WhenManyTryAtTheSameMoment()
    {
        await using var place = await OpenAsync();
        var due = place.Clock.GetUtcNow();
        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            Task.Run(() => Ledger(place, $"worker-{number}").TryBeginAsync(due, Token), Token)));
        begun.Count(claim => claim is not null).ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_ReportsWhatHappenedSinceTheLastRun()
    {
        await using var place = await OpenAsync();
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

    [Fact]
    public async Task RunAsync_GoesOnBeingSeen_WhenASignOfLifeFails()
    {
        await using var place = await OpenAsync();
        var (database, due) = (new FailingDatabase(place.Get<CallQADbContextFactory>()), place.Clock.GetUtcNow());
        var (begun, over) = (new TaskCompletionSource(), new TaskCompletionSource<int>());
        var running = Turn(place, database).RunAsync(due, Run(begun, _ => over.Task), Token);
        await begun.Task.WaitAsync(Token);
        await FailSignAsync(place, database);

        for (var passed = TimeSpan.Zero; passed < 2 * NightlyLedger.Silence; passed += Sign)
        {
            place.Clock.Advance(Sign);
            while ((await RowAsync(place)).SeenUtc != place.Clock.GetUtcNow().UtcDateTime) await Task.Delay(1, Token);
        }

        (await Ledger(place, "another").TryBeginAsync(due, Token)).ShouldBeNull();
        over.SetResult(0);
        (await running).ShouldNotBeNull();
        (await RowAsync(place)).EndedUtc.ShouldNotBeNull();
    }

    [Fact]
    public async Task RunAsync_EndsAndLeavesTheEntryAlone_WhenAnotherProcessTookOver()
    {
        await using var place = await OpenAsync();
        var (database, due) = (new FailingDatabase(place.Get<CallQADbContextFactory>()), place.Clock.GetUtcNow());
        var begun = new TaskCompletionSource();
        var running = Turn(place, database).RunAsync(due, Run(begun, StopAsync), Token);
        await begun.Task.WaitAsync(Token);
        for (var passed = TimeSpan.Zero; passed <= NightlyLedger.Silence; passed += Sign) await FailSignAsync(place, database);

        var other = Ledger(place, "another");
        var claim = (await other.TryBeginAsync(due, Token)).ShouldNotBeNull();
        place.Clock.Advance(Sign);

        (await running).ShouldBeNull();
        var row = await RowAsync(place);
        (row.Worker, row.EndedUtc, row.Running).ShouldBe((claim.Owner, null, 1));
        (await other.EndAsync(claim, "{}", Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task EndAsync_ChangesNothing_WhenTheRunIsAnothersByNow()
    {
        await using var place = await OpenAsync();
        var due = place.Clock.GetUtcNow();
        // Of the same process, too: it may have begun the night again.
        var ledger = Ledger(place, "one");
        var first = (await ledger.TryBeginAsync(due, Token)).ShouldNotBeNull();
        place.Clock.Advance(NightlyLedger.Silence + TimeSpan.FromSeconds(1));
        var second = (await ledger.TryBeginAsync(due, Token)).ShouldNotBeNull();

        (await ledger.SeenAsync(first, Token)).ShouldBeFalse();
        (await ledger.EndAsync(first, "first", Token)).ShouldBeFalse();
        (await RowAsync(place)).EndedUtc.ShouldBeNull();
        (await ledger.EndAsync(second, "second", Token)).ShouldBeTrue();
        (await ledger.EndAsync(second, "again", Token)).ShouldBeFalse();
        (await RowAsync(place)).Report.ShouldBe("second");
    }

    private static async Task<int> StopAsync(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return 0;
    }

    private static async Task FailSignAsync(TestWorkplace place, FailingDatabase database)
    {
        var before = database.Refused;
        database.Fails = true;
        place.Clock.Advance(Sign);
        while (database.Refused == before) await Task.Delay(1, Token);
        database.Fails = false;
    }

    private static async Task<NightlyRunRow> RowAsync(TestWorkplace place)
    {
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        return await context.NightlyRuns.AsNoTracking().SingleAsync(Token);
    }

    private static NightlyTurn Turn(TestWorkplace place, FailingDatabase database) => new(
        place.Get<NightlySchedule>(), new(database, new WorkerIdentity("one", 1), place.Clock), place.Get<WorkStatistics>(), place.Get<WebhookEvents>(), place.Clock, NullLogger<NightlyTurn>.Instance);

    private static NightlyRun Run(TaskCompletionSource begun, Func<CancellationToken, Task<int>> step)
    {
        return new([new("step", StepAsync)], TimeProvider.System, NullLogger<NightlyRun>.Instance);

        Task<int> StepAsync(CancellationToken token)
        {
            begun.SetResult();
            return step(token);
        }
    }

    private static NightlyRun Run() => new([new("nothing", _ => Task.FromResult(0))], TimeProvider.System, NullLogger<NightlyRun>.Instance);

    private static NightlyLedger Ledger(TestWorkplace place, string worker) =>
        new(place.Get<CallQADbContextFactory>(), new WorkerIdentity(worker, 1), place.Clock);

    private sealed class FailingDatabase(IDbContextFactory<CallQADbContext> inner) : IDbContextFactory<CallQADbContext>
    {
        public bool Fails { get; set; }

        public int Refused { get; private set; }

        public CallQADbContext CreateDbContext()
        {
            if (!Fails) return inner.CreateDbContext();
            Refused++;
            throw new SqliteException("The disk does not answer.", 10);
        }
    }
}
