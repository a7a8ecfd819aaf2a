using CallQA.App.Storage;
using Npgsql;

namespace CallQA.App.Tests.Storage;

public sealed class PostgreSqlCallStoreTests(PostgreSqlCluster cluster)
    : CallStoreContract, IAsyncLifetime
{
    private CallQADbContextFactory? contexts;

    private protected override CallQADbContextFactory Contexts => contexts!;

    private protected override async Task<DatabaseLocation> EmptyAsync() => DatabaseLocation.Parse(await cluster.CreateDatabaseAsync(), Path.GetTempPath());

    public async ValueTask InitializeAsync() => contexts = await cluster.CreateStoreAsync();

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }
}
