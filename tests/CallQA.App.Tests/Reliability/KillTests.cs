using CallQA.App.Storage;
using CallQA.App.Tests.Buckets;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Reliability;

/// <summary>
/// The real program under SIGKILL. Ordinarily a short run; CALLQA_KILLS and CALLQA_CALLS make it the long one, whose figures
/// are in <c>docs/reliability.md</c>.
/// </summary>
public sealed class KillTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>, IDisposable
{
    private const int ManyCalls = 100;

    private readonly Workload load = new(KillRun.Wanted("CALLQA_CALLS", 10));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Npgsql.NpgsqlConnection.ClearAllPools();
        load.Dispose();
    }

    [Fact]
    public async Task Serve_FinishesEveryCallOnce_WhenTheOneProcessIsKilledAgainAndAgain()
    {
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(null, load.Data));
        await new KillRun(load, contexts, null, "serve", processes: 1).KillAsync(KillRun.Wanted("CALLQA_KILLS", 2));
    }

    [Fact]
    public async Task Workers_FinishEveryCallOnce_WhenOneOfTwoIsKilledAgainAndAgain()
    {
        var database = await cluster.CreateDatabaseAsync();
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(database, load.Data));
        await new KillRun(load, contexts, database, "worker", processes: 2).KillAsync(KillRun.Wanted("CALLQA_KILLS", 3));

        // Of few calls the process that happens to live may do all.
        if (load.Calls < ManyCalls)
            return;
        await using var context = contexts.CreateDbContext();
        context.StageRuns.Select(run => run.Worker).Distinct().Count().ShouldBeGreaterThan(1, "more than one process did the work");
    }

    [Fact]
    public async Task Workers_FinishEveryCallOnce_WhenTheyAreKilledAndRecordingsAreInABucket()
    {
        await using var server = await BucketServer.StartAsync();
        using var inBucket = new Workload(load.Calls) { Store = server.Settings };
        var database = await cluster.CreateDatabaseAsync();
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(database, inBucket.Data));
        await new KillRun(inBucket, contexts, database, "worker", processes: 2).KillAsync(KillRun.Wanted("CALLQA_KILLS", 2));
        server.Keys.Count.ShouldBe(load.Calls);
    }
}
