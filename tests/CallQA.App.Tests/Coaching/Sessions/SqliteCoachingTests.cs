using CallQA.App.Storage;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Coaching.Sessions;

public sealed class SqliteCoachingTests : CoachingContract, IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly CallQADbContextFactory contexts;

    public SqliteCoachingTests() => contexts = new(DatabaseLocation.Parse(null, folder.Path));

    private protected override CallQADbContextFactory Contexts => contexts;

    public async ValueTask InitializeAsync() => await new DatabaseSetup(contexts).MigrateAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
