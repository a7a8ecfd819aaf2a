using Hangfire.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CallQA.App.Storage;

/// <summary>
/// Brings the database to the current schema at start-up. Several processes may start at once, and any may be killed: the
/// locks used here belong to an open file or connection and end with the process.
/// </summary>
internal sealed class DatabaseSetup(CallQADbContextFactory contexts)
{
    // Any number will do as long as no other program on the server uses it.
    private const long AdvisoryLock = 0x43616C6C5141;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        if (contexts.Location.Provider == DatabaseProvider.Sqlite) await MigrateSqliteAsync(cancellationToken);
        else await StartPatience.RunAsync(MigratePostgreSqlAsync, cancellationToken);
    }

    /// <summary>For a process that goes on working: a database whose disk is full for a moment is waited for, as one that is away.</summary>
    public Task MigratePatientlyAsync(CancellationToken cancellationToken) => contexts.Location.Provider == DatabaseProvider.Sqlite
        ? StartPatience.RunAsync(MigrateSqliteAsync, cancellationToken)
        : MigrateAsync(cancellationToken);

    private async Task MigrateSqliteAsync(CancellationToken cancellationToken)
    {
        var file = contexts.Location.SqliteFile;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var exclusive = await OpenExclusivelyAsync(file + ".setup-lock", cancellationToken);
        await using var context = contexts.CreateDbContext();
        if (!(await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) return;
        // EF Core's own lock is a row, which a killed process leaves behind for ever; ours is held here, so it must be stale.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    private async Task MigratePostgreSqlAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        // Waiting for the others takes as long as it takes.
        await using var acquire = new NpgsqlCommand($"SELECT pg_advisory_lock({AdvisoryLock})", connection) { CommandTimeout = 0 };
        await acquire.ExecuteNonQueryAsync(cancellationToken);
        await using var context = contexts.CreateDbContext();
        await context.Database.MigrateAsync(cancellationToken);
        // The queue's own tables: their installer does not expect company either.
        PostgreSqlObjectsInstaller.Install(connection);
        await using var release = new NpgsqlCommand($"SELECT pg_advisory_unlock({AdvisoryLock})", connection);
        await release.ExecuteNonQueryAsync(cancellationToken);
    }

    // Not from the pool, which would keep the lock with the connection where a migration fails.
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(contexts.Location.ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (NpgsqlException exception)
        {
            await connection.DisposeAsync();
            throw Unreachable(connection, exception);
        }
    }

    private static InputException Unreachable(NpgsqlConnection connection, NpgsqlException cause) => new(
        InputFault.Settings,
        $"The database '{connection.Database}' at {connection.Host}:{connection.Port} cannot be used ({(cause as PostgresException)?.SqlState ?? "no answer"}); {(cause.IsTransient ? "start it, or check host and port" : "check name, user and password")} in ConnectionStrings:CallQA.",
        cause)
    {
        Passing = cause.IsTransient,
    };

    private static async Task<FileStream> OpenExclusivelyAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(Patience, cancellationToken);
            }
        }
    }
}
