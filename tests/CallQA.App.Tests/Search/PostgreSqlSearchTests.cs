using System.Text;
using CallQA.App.Search;
using CallQA.App.Search.Words;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CallQA.App.Tests.Search;

public sealed class PostgreSqlSearchTests(PostgreSqlCluster cluster) : SearchContract, IAsyncLifetime
{
    private CallQADbContextFactory? contexts;

    private protected override CallQADbContextFactory Contexts => contexts!;

    public async ValueTask InitializeAsync() => contexts = await cluster.CreateStoreAsync();

    [Fact]
    public async Task Holding_LooksAWordUpInTheTurnsOfEachLanguageByItself()
    {
        await using var context = Contexts.CreateDbContext();
        var query = SpokenTurns.Holding(context, WordQueryParser.Parse("refund").Query).ToQueryString();
        await using var connection = new NpgsqlConnection(Contexts.Location.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var parameterless = query[query.IndexOf("SELECT", StringComparison.Ordinal)..].Replace("@p0", "'refund'", StringComparison.Ordinal);
        await using var explain = new NpgsqlCommand("SET enable_seqscan = off; EXPLAIN " + parameterless, connection);
        var plan = new StringBuilder();
        await using (var reader = await explain.ExecuteReaderAsync(TestContext.Current.CancellationToken))
            while (await reader.ReadAsync(TestContext.Current.CancellationToken)) plan.AppendLine(reader.GetString(0));

        foreach (var language in new[] { "de", "en", "other" }) plan.ToString().ShouldContain($"\"IX_SpokenTurns_Words_{language}\"");
    }

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }
}
