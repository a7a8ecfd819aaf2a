using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CallQA.App.Storage;

/// <summary>
/// Makes every SQLite connection wait for its turn inside SQLite itself: the driver's own waiting does not cover the end of
/// a statement. Readers and the writer do not block each other thanks to the write-ahead log.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 30000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
