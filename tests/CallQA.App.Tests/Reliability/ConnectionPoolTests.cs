using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using Npgsql;

namespace CallQA.App.Tests.Reliability;

/// <summary>
/// The connections to PostgreSQL are used up: a pool far too small in every worker, and a server that for a while has none left.
/// CALLQA_OUTAGES and CALLQA_CALLS make it the long run.
/// </summary>
public sealed class ConnectionPoolTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>, IDisposable
{
    private const int PoolSize = 2;
    private const int SecondsToWait = 2;

    private readonly Workload load = new(KillRun.Wanted("CALLQA_CALLS", 10));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        load.Dispose();
    }

    [Fact]
    public async Task Workers_FinishEveryCallOnce_WhenTheConnectionsAreUsedUp()
    {
        var database = await cluster.CreateDatabaseAsync();
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(database, load.Data));
        var scarce = new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = PoolSize, Timeout = SecondsToWait }.ConnectionString;

        await new KillRun(load, contexts, scarce, "worker", processes: 2)
            .DisturbAsync(KillRun.Wanted("CALLQA_OUTAGES", 1), () => HoldAllAsync(database));
    }

    private static async Task HoldAllAsync(string database)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString;
        var held = new List<NpgsqlConnection>();
        try
        {
            while (await OpenAsync(unpooled) is { } connection) held.Add(connection);
            await Task.Delay(TimeSpan.FromSeconds(KillRun.Wanted("CALLQA_OUTAGE_SECONDS", 2)), Token);
        }
        finally
        {
            foreach (var connection in held) await connection.DisposeAsync();
        }
    }

    private static async Task<NpgsqlConnection?> OpenAsync(string unpooled)
    {
        var connection = new NpgsqlConnection(unpooled);
        try
        {
            await connection.OpenAsync(Token);
            return connection;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            await connection.DisposeAsync();
            return null;
        }
    }
}
