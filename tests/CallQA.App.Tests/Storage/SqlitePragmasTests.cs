using CallQA.App.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Storage;

public sealed class SqlitePragmasTests
{
    [Fact]
    public async Task MigrateAsync_OpensTheDatabase_WhenABackupWithoutWriteAheadLogWasRestored()
    {
        using var folder = new TemporaryFolder();
        var original = await CreateAsync(folder.Of("original.db"));
        var restored = DatabaseLocation.Parse(folder.Of("restored.db"), folder.Path);
        await using (var context = original.CreateDbContext())
        {
            await context.Database.ExecuteSqlAsync($"VACUUM INTO {restored.SqliteFile}", TestContext.Current.CancellationToken);
        }

        var contexts = await CreateAsync(restored.SqliteFile);

        await using var reopened = contexts.CreateDbContext();
        (await reopened.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        SqliteConnection.ClearAllPools();
    }

    private static async Task<CallQADbContextFactory> CreateAsync(string file)
    {
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(file, Path.GetDirectoryName(file)!));
        await new DatabaseSetup(contexts).MigrateAsync(TestContext.Current.CancellationToken);
        return contexts;
    }
}
