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

    /// <summary>Whether it is.</summary>
    public static bool Is(Exception? exception) => exception switch
    {
        null => false,
        InputException input => input.Passing,
        SilentFailure silent => silent.Trouble is not null,
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => true,
        NpgsqlException { IsTransient: true } => true,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteInputOutput or SqliteFull or SqliteCannotOpen } => true,
        IOException { HResult: NoSpaceLeft or QuotaExceeded } => true,
        Hangfire.PostgreSql.PostgreSqlDistributedLockException or Hangfire.Storage.DistributedLockTimeoutException => true,
        OutOfMemoryException => true,
        _ => Is(exception.InnerException),
    };

    /// <summary>A refusal that the machine is to blame for, and no input.</summary>
    public static InputException Of(InputException refusal) => new(refusal.Fault, refusal.Message, refusal) { Passing = true };

    /// <summary>What is wrong and what to do, in one sentence; null when it is not the machine's trouble.</summary>
    public static string? Sentence(Exception? exception) => Is(exception) ? Tell(exception!) : null;

    private static string Tell(Exception exception) => exception switch
    {
        InputException input => input.Message,
        SilentFailure silent => silent.Trouble!,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "The disk of the database server is full; make room there and run this again.",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
            "The database server has no connection left (max_connections); raise it, or lower 'Maximum Pool Size' in ConnectionStrings:CallQA of every process.",
        NpgsqlException { InnerException: TimeoutException } =>
            "The database gave no connection or no answer in time; raise 'Maximum Pool Size' in ConnectionStrings:CallQA, or look at the server's load.",
        NpgsqlException => "The database cannot be reached; start it, or check host and port in ConnectionStrings:CallQA.",
        SqliteException { SqliteErrorCode: SqliteFull } => "The disk of the database is full; make room on it and run this again.",
        SqliteException { SqliteErrorCode: SqliteBusy } => "The database is in use by another process for too long; run this again when that is done.",
        SqliteException => "The database file cannot be read or written; make room on its disk, check that the disk answers, and run this again.",
        IOException => $"A file cannot be written ({exception.Message.TrimEnd('.')}); make room on the disk and run this again.",
        OutOfMemoryException => "The memory of the machine is used up; free some, or let fewer calls be worked on at once.",
        _ when Is(exception.InnerException) => Tell(exception.InnerException!),
        _ => "The queue in the database is locked by another process; run this again.",
    };
}
