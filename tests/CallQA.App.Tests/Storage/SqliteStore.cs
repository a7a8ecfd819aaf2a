using CallQA.App.Storage;
using Microsoft.Data.Sqlite;

namespace CallQA.App.Tests.Storage;

/// <summary>An empty store in a SQLite file of its own, which goes with it.</summary>
internal sealed class SqliteStore : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    public SqliteStore() => Contexts = new(DatabaseLocation.Parse(null, folder.Path));

    public CallQADbContextFactory Contexts { get; }

    /// <summary>Another file beside it, without tables.</summary>
    public DatabaseLocation Empty => DatabaseLocation.Parse("empty.db", folder.Path);

    public async ValueTask InitializeAsync() => await SqliteTemplate.PlaceAsync(Contexts.Location);

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
