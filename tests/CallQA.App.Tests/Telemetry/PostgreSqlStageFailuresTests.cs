using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using Npgsql;

namespace CallQA.App.Tests.Telemetry;

public sealed class PostgreSqlStageFailuresTests(PostgreSqlCluster cluster) : StageFailuresContract, IAsyncLifetime
{
    private CallQADbContextFactory? contexts;

    private protected override CallQADbContextFactory Contexts => contexts!;

    public async ValueTask InitializeAsync() => contexts = await cluster.CreateStoreAsync();

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }
}
