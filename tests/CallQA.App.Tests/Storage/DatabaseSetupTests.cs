using CallQA.App.Storage;
using Npgsql;

namespace CallQA.App.Tests.Storage;

public sealed class DatabaseSetupTests(PostgreSqlCluster cluster) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MigrateAsync_SaysWhoIsInTheWay_WhenAnotherProcessDoesNotComeToAnEnd()
    {
        var location = DatabaseLocation.Parse(null, folder.Path);
        await using (new FileStream(location.SqliteFile + ".setup-lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            await ShouldBeRefusedAsync(location, location.SqliteFile);

        await new DatabaseSetup(new(location)).MigrateAsync(Token);
    }

    [Fact]
    public async Task MigrateAsync_SaysWhoIsInTheWay_OnPostgreSqlToo()
    {
        var database = await cluster.CreateDatabaseAsync();
        var location = DatabaseLocation.Parse(database, folder.Path);
        await using (var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString))
        {
            await other.OpenAsync(Token);
            await using var hold = new NpgsqlCommand($"SELECT pg_advisory_lock({DatabaseSetup.AdvisoryLock})", other);
            await hold.ExecuteNonQueryAsync(Token);
            await ShouldBeRefusedAsync(location, new NpgsqlConnectionStringBuilder(database).Database!);
        }

        await new DatabaseSetup(new(location)).MigrateAsync(Token);
    }

    public void Dispose() => folder.Dispose();

    private static async Task ShouldBeRefusedAsync(DatabaseLocation location, string named)
    {
        var setup = new DatabaseSetup(new(location)) { Longest = TimeSpan.FromMilliseconds(300) };
        var refusal = await Should.ThrowAsync<InputException>(() => setup.MigratePatientlyAsync(Token));
        refusal.Message.ShouldContain(named);
        refusal.Message.ShouldContain("another process");
        refusal.Passing.ShouldBeFalse("it has been waited for already");
    }
}
