using System.Diagnostics;
using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Storage.Encryption;
using CallQA.App.Tests.Jobs;
using CallQA.Recordings;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CallQA.App.Tests.Storage;

/// <summary>What <c>docs/operations.md</c> says of backup and restore, done while the store is open.</summary>
public sealed class BackupTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restore_GivesEverythingBack_FromACopyOfSqlite(bool encrypted)
    {
        using var backup = new TemporaryFolder();
        using var apart = new TemporaryFolder();
        MasterKeys.Write(apart.Of("master.key"), [MasterKey.New()]);
        var encryption = encrypted ? new EncryptionSettings { KeyFile = apart.Of("master.key") } : new();
        await using (var place = new TestWorkplace { Encryption = encryption })
        {
            await place.RestartAsync();
            await FillAsync(place);
            Directory.CreateDirectory(backup.Of("data"));
            await using var source = new SqliteConnection(place.Get<CallQADbContextFactory>().Location.ConnectionString);
            await using var target = new SqliteConnection($"Data Source={backup.Of("data", "callqa.db")}");
            await source.OpenAsync(Token);
            // What the program sqlite3 does at ".backup".
            source.BackupDatabase(target);
            CopyRecordings(place, backup.Of("data", "recordings"));
        }

        await using var restored = new TestWorkplace(backup.Of("data")) { Encryption = encryption };
        await ShouldGoOnAsync(restored);
    }

    [Fact]
    public async Task Restore_GivesEverythingBack_FromADumpOfPostgreSql()
    {
        using var backup = new TemporaryFolder();
        var database = await cluster.CreateDatabaseAsync();
        await using (var place = new TestWorkplace(null, database))
        {
            await place.RestartAsync();
            await FillAsync(place);
            await RunAsync("pg_dump", database, "--file", backup.Of("callqa.sql"));
            CopyRecordings(place, backup.Of("data", "recordings"));
        }

        var fresh = await cluster.CreateDatabaseAsync();
        await RunAsync("psql", fresh, "--quiet", "--set", "ON_ERROR_STOP=1", "--output", "/dev/null", "--file", backup.Of("callqa.sql"));
        await using var restored = new TestWorkplace(backup.Of("data"), fresh);
        await ShouldGoOnAsync(restored);
        NpgsqlConnection.ClearAllPools();
    }

    private static async Task FillAsync(TestWorkplace place)
    {
        await FinishAsync(place, (await place.AddAsync("first", 1)).Id);
        await place.AddAsync("second", 2);
    }

    private static async Task ShouldGoOnAsync(TestWorkplace restored)
    {
        await restored.RestartAsync();
        var verification = new StoreVerification(restored.Get<CallQADbContextFactory>(), restored.Get<IKeptRecordings>(), restored.Clock);
        (await verification.VerifyAsync(checksums: true, Token)).ShouldBeEmpty();
        (await restored.CallAsync("first")).Stage.ShouldBe(CallStage.Scored);
        (await restored.CallAsync("second")).Stage.ShouldBe(CallStage.TakenIn);
        await FinishAsync(restored, "second");
        (await restored.CallAsync("second")).Stage.ShouldBe(CallStage.Scored);
        await using var context = restored.Get<CallQADbContextFactory>().CreateDbContext();
        context.Evaluations.Count().ShouldBe(2);
    }

    private static async Task FinishAsync(TestWorkplace place, string callId)
    {
        while (await place.AdvanceAsync(callId) == StageOutcome.MovedOn)
        {
            // Each turn of the loop is one committed stage.
        }
    }

    private static void CopyRecordings(TestWorkplace place, string target)
    {
        foreach (var path in Directory.GetFiles(place.Settings.RecordingsPath, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(place.Settings.RecordingsPath, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    private static async Task RunAsync(string program, string database, params string[] arguments)
    {
        var place = new NpgsqlConnectionStringBuilder(database);
        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(PostgreSqlServer.Programs!, program), [.. arguments, $"postgresql://{place.Username}@{place.Host}:{place.Port}/{place.Database}"]))!;
        await process.WaitForExitAsync(Token);
        process.ExitCode.ShouldBe(0, program);
    }
}
