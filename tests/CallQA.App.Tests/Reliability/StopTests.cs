using System.Diagnostics;
using CallQA.App.Storage;
using CallQA.App.Tests.Commands;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Reliability;

/// <summary>
/// A worker is told to end in the midst of a recording: it gives the call back, and another one does it, once. CALLQA_STOP_SECONDS
/// makes the recording longer.
/// </summary>
public sealed class StopTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>, IDisposable
{
    private const int Seconds = 200;

    // Only so that a hanging program does not hang the run; far beyond what the slowest machine needs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Workload load = new(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        load.Dispose();
    }

    [Fact]
    public async Task Worker_GivesTheCallBackAndAnotherFinishesIt_WhenStoppedWhileListening()
    {
        var database = await cluster.CreateDatabaseAsync();
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(database, load.Data));
        var hearing = new Dictionary<string, string> { ["CALLQA__Transcriber"] = "whisper", ["CALLQA__Speech__Threads"] = "1" };
        using var first = WorkerProcess.Start(load, database, environment: hearing);
        await HandInAsync();
        var holder = (await WaitForAsync(contexts, call => call.Worker is not null)).Worker;

        using var second = WorkerProcess.Start(load, database, environment: hearing);
        (await first.StopAsync()).ShouldBe(0);
        var given = await WaitForAsync(contexts, _ => true);
        given.Worker.ShouldNotBe(holder);
        given.Attempts.ShouldBe(given.Worker is null ? 0 : 1, "an orderly stop is no attempt");
        given.Stage.ShouldBe(CallStage.TakenIn, "the worker was stopped before it was done; a longer recording is needed");

        await WaitForAsync(contexts, call => call.Stage == CallStage.Scored);
        await second.StopAsync();
        await using var context = contexts.CreateDbContext();
        var runs = await context.StageRuns.OrderBy(run => run.Stage).ToListAsync(Token);
        runs.Select(run => run.Stage).ShouldBe([CallStage.Transcribed, CallStage.Measured, CallStage.Scored]);
        runs.ShouldAllBe(run => run.Worker != holder);
        (await context.Evaluations.CountAsync(Token)).ShouldBe(1);
    }

    private async Task HandInAsync()
    {
        Directory.CreateDirectory(load.Intake);
        var arriving = Path.Combine(load.Intake, "long.part");
        await JoinedCall.WriteAsync(Path.Combine(Cli.Samples, "calls"), arriving, KillRun.Wanted("CALLQA_STOP_SECONDS", Seconds));
        File.Move(arriving, Path.Combine(load.Intake, "long.wav"));
    }

    private static async Task<CallRow> WaitForAsync(CallQADbContextFactory contexts, Func<CallRow, bool> isSo)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            if (await FindAsync(contexts) is { } call && isSo(call)) return call;
            watch.Elapsed.ShouldBeLessThan(Patience, "the workers did not get on");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Token);
        }
    }

    private static async Task<CallRow?> FindAsync(CallQADbContextFactory contexts)
    {
        try
        {
            await using var context = contexts.CreateDbContext();
            return await context.Calls.FirstOrDefaultAsync(Token);
        }
        catch (Npgsql.PostgresException exception) when (exception.SqlState is Npgsql.PostgresErrorCodes.UndefinedTable or Npgsql.PostgresErrorCodes.UndefinedColumn)
        {
            // The worker is still preparing the database.
            return null;
        }
    }
}
