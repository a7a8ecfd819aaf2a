using CallQA.App.Storage;
using Npgsql;

namespace CallQA.App.Tests.Storage;

public sealed class PostgreSqlCallStoreTests(PostgreSqlCluster cluster)
    : CallStoreContract, IAsyncLifetime
{
    private CallQADbContextFactory? contexts;

    private protected override CallQADbContextFactory Contexts => contexts!;

    private protected override async Task<DatabaseLocation> EmptyAsync() => DatabaseLocation.Parse(await cluster.CreateDatabaseAsync(), Path.GetTempPath());

    public async ValueTask InitializeAsync()
    {
        contexts = new(DatabaseLocation.Parse(await cluster.CreateMigratedAsync(), Path.GetTempPath()));
        await new DatabaseSetup(contexts).MigrateAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }
}
