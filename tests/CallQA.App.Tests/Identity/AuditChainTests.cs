using CallQA.App.Identity;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Identity;

public sealed class AuditChainTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>, IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_FindsTheChainWhole_WhenManyWroteAtOnce(bool postgreSql)
    {
        const int writers = 6;
        const int entries = 10;
        var contexts = await OpenAsync(postgreSql);
        var trail = new AuditTrail(contexts, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(
            async () =>
            {
                for (var entry = 0; entry < entries; entry++) await trail.AddAsync(AuditTrail.SignedIn, $"writer {writer}", Token);
            },
            Token)));

        var report = await new AuditVerification(contexts).RunAsync(Token);
        (report.Chained, report.Earlier, report.First).ShouldBe((writers * entries, 0, null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AddListeningAsync_EntersOneListening_WhenPartsOfARecordingAreAskedForAtOnce(bool postgreSql)
    {
        var trail = new AuditTrail(await OpenAsync(postgreSql), TimeProvider.System);
        for (var call = 0; call < 4; call++)
        {
            var heard = Some.Call($"call-{call}");
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => trail.AddListeningAsync("anna", heard, Token), Token)));
        }

        (await trail.ListAsync(null, 0, 99, Token)).Count.ShouldBe(4);
        await trail.AddListeningAsync("bert", Some.Call("call-0"), Token);
        (await trail.ListAsync("call-0", 0, 9, Token)).Select(entry => entry.By).ShouldBe(["bert", "anna"], "another's is another");
    }

    [Theory]
    [InlineData("UPDATE \"Audit\" SET \"By\" = 'nobody' WHERE \"Sequence\" = 3", 3, AuditBreak.Changed)]
    [InlineData("UPDATE \"Audit\" SET \"Hash\" = '00' WHERE \"Sequence\" = 3", 3, AuditBreak.Changed)]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Sequence\" = 3", 4, AuditBreak.Missing)]
    [InlineData("UPDATE \"Audit\" SET \"Sequence\" = NULL, \"Hash\" = NULL WHERE \"Sequence\" = 5", null, AuditBreak.Unchained)]
    public async Task RunAsync_NamesTheFirstBrokenEntry(string tampering, int? number, AuditBreak expected)
    {
        foreach (var postgreSql in (bool[])[false, true])
        {
            var contexts = await OpenAsync(postgreSql);
            var trail = new AuditTrail(contexts, TimeProvider.System);
            for (var entry = 0; entry < 5; entry++) await trail.AddAsync(AuditTrail.SignedIn, "anna", Token);
            await using (var context = contexts.CreateDbContext()) await context.Database.ExecuteSqlRawAsync(tampering, Token);

            var broken = (await new AuditVerification(contexts).RunAsync(Token)).First!;

            ((int?)broken.Number, broken.Break).ShouldBe((number, expected));
        }
    }

    [Theory]
    [InlineData("UPDATE \"Audit\" SET \"AtUtc\" = 'yesterday' WHERE \"Sequence\" = 3", 2, 3, AuditBreak.Changed)]
    [InlineData("UPDATE \"Audit\" SET \"AtUtc\" = '' WHERE \"Sequence\" = 1", 0, 1, AuditBreak.Changed)]
    [InlineData("UPDATE \"Audit\" SET \"AtUtc\" = 9e99 WHERE \"Sequence\" = 5", 4, 5, AuditBreak.Changed)]
    [InlineData("UPDATE \"Audit\" SET \"Sequence\" = NULL, \"Hash\" = NULL, \"AtUtc\" = 'then' WHERE \"Sequence\" = 5", 4, null, AuditBreak.Unchained)]
    public async Task RunAsync_NamesTheEntry_WhenSqliteHoldsATimeThatCannotBeRead(string tampering, int chained, int? number, AuditBreak expected)
    {
        var contexts = await OpenAsync(postgreSql: false);
        var trail = new AuditTrail(contexts, TimeProvider.System);
        for (var entry = 0; entry < 5; entry++) await trail.AddAsync(AuditTrail.SignedIn, "anna", Token);
        await using (var context = contexts.CreateDbContext()) await context.Database.ExecuteSqlRawAsync(tampering, Token);

        var report = await new AuditVerification(contexts).RunAsync(Token);

        (report.Chained, (int?)report.First!.Number, report.First.At, report.First.Break).ShouldBe((chained, number, null, expected));
    }

    [Fact]
    public async Task RunAsync_LeavesOutEntriesFromBeforeTheChain()
    {
        var contexts = await OpenAsync(postgreSql: false);
        await using (var context = contexts.CreateDbContext())
        {
            await context.Database.ExecuteSqlRawAsync(
                "INSERT INTO \"Audit\" (\"AtUtc\", \"Action\", \"By\", \"CallDigest\", \"ContentHash\", \"FilesPending\") VALUES ('2026-01-01 00:00:00', 'listened', 'anna', '', '', 0)", Token);
        }

        await new AuditTrail(contexts, TimeProvider.System).AddAsync(AuditTrail.SignedIn, "anna", Token);

        var report = await new AuditVerification(contexts).RunAsync(Token);
        (report.Chained, report.Earlier, report.First).ShouldBe((1, 1, null));
    }

    [Fact]
    public async Task RunAsync_IsAtPeace_WhenFilesOfAnErasedCallAreGone()
    {
        var contexts = await OpenAsync(postgreSql: false);
        await using var context = contexts.CreateDbContext();
        var row = context.Audit.Add(new AuditRow { AtUtc = Some.Start.UtcDateTime, Action = "erased", By = "anna", CallDigest = "", ContentHash = "", FilesPending = true }).Entity;
        await context.SaveChangesAsync(Token);
        row.FilesPending = false;
        await context.SaveChangesAsync(Token);

        (await new AuditVerification(contexts).RunAsync(Token)).First.ShouldBeNull();
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Npgsql.NpgsqlConnection.ClearAllPools();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<CallQADbContextFactory> OpenAsync(bool postgreSql)
    {
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(postgreSql ? await cluster.CreateDatabaseAsync() : null, folder.Of("data")));
        await new DatabaseSetup(contexts).MigrateAsync(Token);
        return contexts;
    }
}
