using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Storage;

public sealed class CallLookupTests(PostgreSqlCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FindAsync_FindsTheCall_ByItsIdentifierAndItsDigest(bool onPostgreSql)
    {
        await using var place = await TestWorkplace.OpenAsync(await cluster.DatabaseAsync(onPostgreSql));
        foreach (var id in new[] { "one", "größe", new string('f', CallDigest.Length) }) await place.Calls.AddAsync(Some.Call(id), Token);
        var lookup = place.Get<CallLookup>();

        (await lookup.FindAsync("größe", Token)).ShouldBe("größe");
        (await lookup.FindAsync(CallDigest.Of("größe"), Token)).ShouldBe("größe");
        (await lookup.FindAsync(CallDigest.Of("one").ToUpperInvariant(), Token)).ShouldBe("one");
        (await lookup.FindAsync(new string('f', CallDigest.Length), Token)).ShouldBe(new string('f', CallDigest.Length), "an identifier may look like a digest");
        (await lookup.FindAsync(CallDigest.Of("gone"), Token)).ShouldBeNull();
        (await lookup.FindAsync("", Token)).ShouldBeNull();
    }

    [Theory]
    [InlineData(false, "USING INDEX IX_Calls_Digest")]
    [InlineData(true, "IX_Calls_Digest")]
    public async Task Digests_AreFoundByAnIndex(bool onPostgreSql, string index)
    {
        await using var place = await TestWorkplace.OpenAsync(await cluster.DatabaseAsync(onPostgreSql));
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        await context.Database.OpenConnectionAsync(Token);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = onPostgreSql
            ? "SET enable_seqscan = off; EXPLAIN SELECT \"Id\" FROM \"Calls\" WHERE \"Digest\" = 'x'"
            : "EXPLAIN QUERY PLAN SELECT \"Id\" FROM \"Calls\" WHERE \"Digest\" = 'x'";
        var plan = "";
        await using var lines = await command.ExecuteReaderAsync(Token);
        while (await lines.ReadAsync(Token)) plan += lines.GetValue(lines.FieldCount - 1);
        plan.ShouldContain(index);
    }

    [Fact]
    public async Task MigrateAsync_EntersTheDigests_OfCallsFromBeforeThereWereAny()
    {
        await using var place = await TestWorkplace.OpenAsync();
        foreach (var id in new[] { "one", "two" }) await place.Calls.AddAsync(Some.Call(id), Token);
        await using (var context = place.Get<CallQADbContextFactory>().CreateDbContext())
            await context.Calls.ExecuteUpdateAsync(set => set.SetProperty(row => row.Digest, ""), Token);
        (await place.Get<CallLookup>().FindAsync(CallDigest.Of("two"), Token)).ShouldBeNull();

        await place.RestartAsync();

        (await place.Get<CallLookup>().FindAsync(CallDigest.Of("two"), Token)).ShouldBe("two");
    }
}
