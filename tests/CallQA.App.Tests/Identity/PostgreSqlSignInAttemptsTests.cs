using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using Npgsql;

namespace CallQA.App.Tests.Identity;

public sealed class PostgreSqlSignInAttemptsTests(PostgreSqlCluster cluster) : SignInAttemptsContract, IAsyncLifetime
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
