using CallQA.App.Storage;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Reliability;

/// <summary>PostgreSQL goes away under load and comes back. CALLQA_OUTAGES and CALLQA_CALLS make it the long run.</summary>
public sealed class OutageTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>, IDisposable
{
    private readonly Workload load = new(KillRun.Wanted("CALLQA_CALLS", 10));

    public void Dispose()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        load.Dispose();
    }

    [Fact]
    public async Task Workers_GoOn_WhenTheDatabaseCrashesAndComesBack()
    {
        var database = await cluster.CreateDatabaseAsync();
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(database, load.Data));
        await new KillRun(load, contexts, database, "worker", processes: 2).DisturbAsync(
            KillRun.Wanted("CALLQA_OUTAGES", 1),
            async () =>
            {
                await cluster.CrashAsync();
                await Task.Delay(TimeSpan.FromSeconds(KillRun.Wanted("CALLQA_OUTAGE_SECONDS", 2)), TestContext.Current.CancellationToken);
                await cluster.StartAgainAsync();
            });
    }
}
