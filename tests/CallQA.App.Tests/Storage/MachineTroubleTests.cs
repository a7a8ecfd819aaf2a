using CallQA.App.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CallQA.App.Tests.Storage;

public sealed class MachineTroubleTests
{
    public static TheoryData<Exception, string> Troubles => new()
    {
        { new IOException("No space left on device", 28), "make room" },
        { new SqliteException("database or disk is full", 13), "make room" },
        { new SqliteException("disk I/O error", 10), "its disk" },
        { new SqliteException("database is locked", 5), "another process" },
        { new PostgresException("could not extend file", "ERROR", "ERROR", PostgresErrorCodes.DiskFull), "database server is full" },
        { new PostgresException("sorry, too many clients already", "FATAL", "FATAL", PostgresErrorCodes.TooManyConnections), "max_connections" },
        { new NpgsqlException("The connection pool has been exhausted", new TimeoutException()), "Maximum Pool Size" },
        { new NpgsqlException("Failed to connect", new IOException()), "cannot be reached" },
        { new InvalidOperationException("likely transient", new NpgsqlException("Failed to connect", new IOException())), "cannot be reached" },
        { new InputException(InputFault.Unreadable, "The share is away.") { Passing = true }, "share is away" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public void Sentence_TellsWhatToDo_WhenTheMachineIsAtFault(Exception exception, string part) =>
        MachineTrouble.Sentence(exception).ShouldNotBeNull().ShouldContain(part);

    [Fact]
    public void Sentence_IsNull_WhenTheInputOrTheProgramIsAtFault()
    {
        MachineTrouble.Sentence(new InputException(InputFault.Audio, "No audio.")).ShouldBeNull();
        MachineTrouble.Sentence(new InvalidOperationException("A defect.")).ShouldBeNull();
        MachineTrouble.Sentence(new IOException("Something else.")).ShouldBeNull();
    }
}
