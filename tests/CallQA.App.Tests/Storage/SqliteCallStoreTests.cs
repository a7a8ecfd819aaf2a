using CallQA.App.Storage;

namespace CallQA.App.Tests.Storage;

public sealed class SqliteCallStoreTests : CallStoreContract, IAsyncLifetime
{
    private readonly SqliteStore store = new();

    private protected override CallQADbContextFactory Contexts => store.Contexts;

    private protected override Task<DatabaseLocation> EmptyAsync() => Task.FromResult(store.Empty);

    public ValueTask InitializeAsync() => store.InitializeAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
