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
    internal const long AdvisoryLock = 0x43616C6C5141;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>So long another process may take to bring the database up to date. The default is half an hour.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(30);

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
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) await MigrateSqliteAsync(context, cancellationToken);
        await EnterDigestsAsync(context, cancellationToken);
    }

    private static async Task MigrateSqliteAsync(CallQADbContext context, CancellationToken cancellationToken)
    {
        // EF Core's own lock is a row, which a killed process leaves behind for ever; ours is held here, so it must be stale.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    // SQLite cannot make digests by itself, as PostgreSQL does in the migration: those of calls from before there was the column.
    private static async Task EnterDigestsAsync(CallQADbContext context, CancellationToken cancellationToken)
    {
        var lacking = await context.Calls.Where(row => row.Digest == "").Select(row => row.Id).ToListAsync(cancellationToken);
        if (lacking.Count == 0) return;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        foreach (var id in lacking)
            await context.Calls.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Digest, CallDigest.Of(id)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task MigratePostgreSqlAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await AcquireAsync(connection, cancellationToken);
        await using var context = contexts.CreateDbContext();
        await context.Database.MigrateAsync(cancellationToken);
        // The queue's own tables: their installer does not expect company either.
        PostgreSqlObjectsInstaller.Install(connection);
        await using var release = new NpgsqlCommand($"SELECT pg_advisory_unlock({AdvisoryLock})", connection);
        await release.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task AcquireAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var acquire = new NpgsqlCommand($"SET lock_timeout = {(long)Longest.TotalMilliseconds}; SELECT pg_advisory_lock({AdvisoryLock}); RESET lock_timeout", connection) { CommandTimeout = 0 };
        try
        {
            await acquire.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw Busy($"'{connection.Database}' at {connection.Host}:{connection.Port}", exception);
        }
    }

    private InputException Busy(string database, Exception cause) => new(
        InputFault.Settings,
        $"The database {database} has been brought up to date by another process for {Longest.TotalMinutes:0.#} minutes; wait until that is done, or end it if it hangs, and start this again.",
        cause);

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

    private async Task<FileStream> OpenExclusivelyAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ExclusiveFile.OpenAsync(path, Patience, Longest, cancellationToken);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw Busy($"'{contexts.Location.SqliteFile}'", exception);
        }
    }
}
