using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgreSqlCluster))]

namespace CallQA.App.Tests.Storage;

/// <summary>
/// A server that is started for the first test that needs one, and thrown away after the last. Tests share it; classes that stop it, or
/// start programs that do, have one of their own as a class fixture.
/// </summary>
public sealed class PostgreSqlCluster : IAsyncDisposable
{
    private const string Missing = "PostgreSQL is not installed; run: apt-get install postgresql";

    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly SemaphoreSlim migrating = new(1, 1);
    private PostgreSqlServer? server;
    private string? template;

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
    internal async Task<CallQADbContextFactory> CreateStoreAsync() =>
        new(DatabaseLocation.Parse(await CreateMigratedAsync(), Path.GetTempPath()));

    /// <summary>Creates a database with the current schema: a copy of one that was brought to it once, which saves the migrations.</summary>
    public async Task<string> CreateMigratedAsync()
    {
        await migrating.WaitAsync();
        try
        {
            template ??= await MakeTemplateAsync();
        }
        finally
        {
            migrating.Release();
        }

        return await server!.CreateDatabaseAsync(template);
    }

    /// <summary>For tests that are run on both databases.</summary>
    /// <returns>A connection string; null for SQLite.</returns>
    public async Task<string?> DatabaseAsync(bool onPostgreSql) => onPostgreSql ? await CreateMigratedAsync() : null;

    public async ValueTask DisposeAsync()
    {
        starting.Dispose();
        migrating.Dispose();
        if (server is not null) await server.DisposeAsync();
    }

    /// <summary>Stops the server as a crash would.</summary>
    public Task CrashAsync() => server!.CrashAsync();

    /// <summary>Starts it again on the same port, where it recovers.</summary>
    public Task StartAgainAsync() => server!.StartAgainAsync();

    private async Task<string> MakeTemplateAsync()
    {
        var made = await CreateDatabaseAsync();
        await new DatabaseSetup(new CallQADbContextFactory(DatabaseLocation.Parse(made, Path.GetTempPath()))).MigrateAsync(TestContext.Current.CancellationToken);
        var name = new NpgsqlConnectionStringBuilder(made).Database!;
        await server!.CloseAsync(name);
        return name;
    }
}
