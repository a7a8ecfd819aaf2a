using CallQA.App.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Storage;

/// <summary>A SQLite file with the current schema, made once: copies save hundreds of tests the migrations.</summary>
internal static class SqliteTemplate
{
    private static readonly Lazy<Task<byte[]>> Content = new(MakeAsync);

    /// <summary>Puts a copy where a SQLite database is to be and is not yet; leaves other databases as they are.</summary>
    public static async Task PlaceAsync(DatabaseLocation location)
    {
        if (location.Provider != DatabaseProvider.Sqlite || File.Exists(location.SqliteFile)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(location.SqliteFile)!);
        await File.WriteAllBytesAsync(location.SqliteFile, await Content.Value, TestContext.Current.CancellationToken);
    }

    // No test's token: one that is stopped must not take it from the others.
    private static async Task<byte[]> MakeAsync()
    {
        using var folder = new TemporaryFolder();
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(null, folder.Path));
        await new DatabaseSetup(contexts).MigrateAsync(CancellationToken.None);
        await using (var context = contexts.CreateDbContext())
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", CancellationToken.None);
            SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
        }

        return await File.ReadAllBytesAsync(contexts.Location.SqliteFile, CancellationToken.None);
    }
}
