using CallQA.App.Storage;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Telemetry;

public sealed class SqliteStageFailuresTests : StageFailuresContract, IAsyncLifetime
{
    private readonly SqliteStore store = new();

    private protected override CallQADbContextFactory Contexts => store.Contexts;

    public ValueTask InitializeAsync() => store.InitializeAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
