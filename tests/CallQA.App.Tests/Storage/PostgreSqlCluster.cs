using CallQA.App.Storage;

namespace CallQA.App.Tests.Storage;

/// <summary>A server that is started for the first test of a class that needs one, and thrown away after the last.</summary>
public sealed class PostgreSqlCluster : IAsyncDisposable
{
    private const string Missing = "PostgreSQL is not installed; run: apt-get install postgresql";

    private readonly SemaphoreSlim starting = new(1, 1);
    private PostgreSqlServer? server;

    /// <summary>Creates an empty database; skips the test when PostgreSQL is missing, fails it when nothing may be skipped.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        if (PostgreSqlServer.Programs is null && Environment.GetEnvironmentVariable("CALLQA_REQUIRE_ALL") == "1") Assert.Fail(Missing);
        if (PostgreSqlServer.Programs is null) Assert.Skip(Missing);
        await starting.WaitAsync();
        try
        {
            server ??= await PostgreSqlServer.StartAsync();
        }
        finally
        {
            starting.Release();
        }

        return await server.CreateDatabaseAsync();
    }

    /// <summary>A database of its own with the tables.</summary>
    internal async Task<CallQADbContextFactory> CreateStoreAsync()
    {
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(await CreateDatabaseAsync(), Path.GetTempPath()));
        await new DatabaseSetup(contexts).MigrateAsync(TestContext.Current.CancellationToken);
        return contexts;
    }

    /// <summary>For tests that are run on both databases.</summary>
    /// <returns>A connection string; null for SQLite.</returns>
    public async Task<string?> DatabaseAsync(bool onPostgreSql) => onPostgreSql ? await CreateDatabaseAsync() : null;

    public async ValueTask DisposeAsync()
    {
        starting.Dispose();
        if (server is not null) await server.DisposeAsync();
    }

    /// <summary>Stops the server as a crash would.</summary>
    public Task CrashAsync() => server!.CrashAsync();

    /// <summary>Starts it again on the same port, where it recovers.</summary>
    public Task StartAgainAsync() => server!.StartAgainAsync();
}
