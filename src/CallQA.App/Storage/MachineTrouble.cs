using Microsoft.Data.Sqlite;
using Npgsql;

namespace CallQA.App.Storage;

/// <summary>Tells the machine's trouble, which passes, from a defect or bad input: such a failure says nothing about the call.</summary>
internal static class MachineTrouble
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;
    private const int SqliteBusy = 5;
    private const int SqliteInputOutput = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    public static bool Is(Exception? exception) => exception switch
    {
        null => false,
        InputException input => input.Passing,
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => true,
        NpgsqlException { IsTransient: true } => true,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteInputOutput or SqliteFull or SqliteCannotOpen } => true,
        IOException { HResult: NoSpaceLeft or QuotaExceeded } => true,
        Hangfire.PostgreSql.PostgreSqlDistributedLockException or Hangfire.Storage.DistributedLockTimeoutException => true,
        OutOfMemoryException => true,
        _ => Is(exception.InnerException),
    };
}
