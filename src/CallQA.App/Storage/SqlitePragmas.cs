using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CallQA.App.Storage;

/// <summary>
/// Makes every SQLite connection wait for its turn inside SQLite itself: the driver's own waiting does not cover the end of
/// a statement. Readers and the writer do not block each other thanks to the write-ahead log.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Patience = "PRAGMA busy_timeout = 30000;";
    private const string WriteAheadLog = "PRAGMA journal_mode = WAL;";

    // What is erased is written over in the file, keys of recordings above all.
    private const string Overwrite = "PRAGMA secure_delete = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = PragmasFor(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = PragmasFor(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // EF Core looks whether the database exists through a read-only connection, which may not change the journal of a file
    // that has none yet, such as a restored backup.
    private static string PragmasFor(DbConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly
            ? Patience
            : Patience + WriteAheadLog + Overwrite;
}
