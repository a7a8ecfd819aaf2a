using CallQA.App.Commands.Doctor;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CallQA.App.Tests.Commands.Doctor;

public sealed class RemedyTests
{
    [Theory]
    [InlineData("28P01", "check Username and Password")]
    [InlineData("28000", "pg_hba.conf")]
    [InlineData("3D000", "createdb")]
    [InlineData("42501", "owner of the database")]
    [InlineData("53300", "max_connections")]
    [InlineData("XX000", "log of the database server")]
    public void For_SaysWhatToDo_WhenPostgreSqlRefuses(string state, string remedy) =>
        Remedy.For(new PostgresException("It refuses.", "FATAL", "FATAL", state)).ShouldNotBeNull().ShouldContain(remedy);

    [Theory]
    [InlineData(5, "another process")]
    [InlineData(8, "chown")]
    [InlineData(11, "from the backup")]
    [InlineData(14, "and its folder")]
    [InlineData(26, "from the backup")]
    [InlineData(1, "integrity_check")]
    public void For_SaysWhatToDo_WhenSqliteFails(int code, string remedy) =>
        Remedy.For(new SqliteException("It fails.", code)).ShouldNotBeNull().ShouldContain(remedy);

    [Fact]
    public void For_SaysWhatToDo_WhenAFolderCannotBeUsed()
    {
        Remedy.For(new UnauthorizedAccessException("Access to the path '/srv' is denied.")).ShouldBe(
            $"Access to the path '/srv' is denied: let the user '{Environment.UserName}', whom CallQA runs as, read and write there (chown, chmod), or name another folder in the settings.");
        Remedy.For(new DirectoryNotFoundException("No '/mnt/share'.")).ShouldNotBeNull().ShouldContain("mount the share");
        Remedy.For(new IOException("Read-only file system : '/srv'", 30)).ShouldNotBeNull().ShouldContain("for writing");
        Remedy.For(new IOException("No space left on device : '/srv'", 28)).ShouldNotBeNull().ShouldContain("make room");
        Remedy.For(new IOException("The file '/srv' already exists.")).ShouldNotBeNull().ShouldContain("no file is in a folder's place");
        Remedy.For(new InvalidOperationException("What?")).ShouldBeNull();
    }
}
