using System.Data.Common;
using CallQA.App.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CallQA.App.Commands.Doctor;

/// <summary>What to do about what a check ran into.</summary>
internal static class Remedy
{
    private const int SqliteNoRight = 3;
    private const int SqliteReadOnly = 8;
    private const int SqliteDamaged = 11;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNoDatabase = 26;
    private const int ReadOnlyFileSystem = 30;

    /// <summary>What is wrong and what to do, in one sentence; null where nobody could tell but the programmer.</summary>
    public static string? For(Exception exception) => exception switch
    {
        UnauthorizedAccessException => $"{Told(exception)}: let the user '{Environment.UserName}', whom CallQA runs as, read and write there (chown, chmod), or name another folder in the settings.",
        RetryLimitExceededException { InnerException: { } last } => For(last),
        PostgresException refused => ForPostgres(refused),
        SqliteException sqlite => ForSqlite(sqlite),
        _ when MachineTrouble.Sentence(exception) is { } sentence => sentence,
        DbException => $"{Told(exception)}: look at the log of the database server, and check ConnectionStrings:CallQA.",
        DirectoryNotFoundException or FileNotFoundException or DriveNotFoundException => $"{Told(exception)}: mount the share, or make the folder, or correct its name in the settings.",
        IOException { HResult: ReadOnlyFileSystem } => $"{Told(exception)}: mount the file system for writing, or name another folder in the settings.",
        IOException => $"{Told(exception)}: check that no file is in a folder's place and that the disk or share answers (dmesg), or name another folder in the settings.",
        _ => null,
    };

    private static string ForPostgres(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"{Told(refused)}: check Username and Password in ConnectionStrings:CallQA, and whether the server's pg_hba.conf lets this machine in.",
        PostgresErrorCodes.InvalidCatalogName => $"{Told(refused)}: make it with `createdb`, or correct Database in ConnectionStrings:CallQA.",
        PostgresErrorCodes.InsufficientPrivilege => $"{Told(refused)}: make the user of ConnectionStrings:CallQA the owner of the database (ALTER DATABASE … OWNER TO …).",
        _ => MachineTrouble.Sentence(refused) ?? $"{Told(refused)}: look at the log of the database server.",
    };

    private static string ForSqlite(SqliteException sqlite) => sqlite.SqliteErrorCode switch
    {
        SqliteNoRight or SqliteReadOnly or SqliteCannotOpen =>
            $"{Told(sqlite)}: let the user '{Environment.UserName}', whom CallQA runs as, read and write the database file and its folder (chown, chmod), or name another file in ConnectionStrings:CallQA.",
        SqliteDamaged or SqliteNoDatabase => $"{Told(sqlite)}: stop CallQA and put the file back from the backup, or name another file in ConnectionStrings:CallQA.",
        _ => MachineTrouble.Sentence(sqlite) ?? $"{Told(sqlite)}: stop CallQA, and look at the file with `sqlite3 FILE 'PRAGMA integrity_check'`.",
    };

    private static string Told(Exception exception) => exception is PostgresException refused ? $"{refused.MessageText.TrimEnd('.')} ({refused.SqlState})" : exception.Message.TrimEnd('.');
}
