using CallQA.App.Storage;

namespace CallQA.App.Tests.Storage;

public sealed class SqliteCallStoreTests : CallStoreContract, IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly CallQADbContextFactory contexts;

    public SqliteCallStoreTests() => contexts = new(DatabaseLocation.Parse(null, folder.Path));

    private protected override CallQADbContextFactory Contexts => contexts;

    private protected override Task<DatabaseLocation> EmptyAsync() => Task.FromResult(DatabaseLocation.Parse("empty.db", folder.Path));

    public async ValueTask InitializeAsync() =>
        await new DatabaseSetup(contexts).MigrateAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
