using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using Npgsql;

namespace CallQA.App.Tests.Review;

public sealed class PostgreSqlReviewsTests(PostgreSqlCluster cluster) : ReviewsContract, IAsyncLifetime
{
    private CallQADbContextFactory? contexts;

    private protected override CallQADbContextFactory Contexts => contexts!;

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
