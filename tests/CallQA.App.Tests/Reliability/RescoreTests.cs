using CallQA.App.Storage;
using CallQA.App.Tests.Commands;
using CallQA.App.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Reliability;

/// <summary>The real program scores the calls since a day again with models that did not exist when they were scored first.</summary>
public sealed class RescoreTests(PostgreSqlCluster cluster, NewScoringModel trained) : IClassFixture<PostgreSqlCluster>, IClassFixture<NewScoringModel>, IDisposable
{
    // Of the six sample calls these began on that day or later.
    private const string Since = "2026-11-10T00:00:00Z";
    private static readonly string[] Later = ["call-01-excellent-refund", "call-02-excellent-support", "call-05-poor-cancellation"];

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Npgsql.NpgsqlConnection.ClearAllPools();
        folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rescore_KeepsEarlierEvaluations_AndTiesTheNewOnesToTheNewModel(bool postgreSql)
    {
        var database = postgreSql ? await cluster.CreateDatabaseAsync() : null;
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(database, folder.Of("data")));
        await RunAsync(database, "ingest", Path.Combine(Cli.Samples, "calls"), "--metadata", Path.Combine(Cli.Samples, "calls.csv"));
        var before = await EvaluationsAsync(contexts);
        before.Count.ShouldBe(6);
        before.ShouldAllBe(row => row.Model != trained.Version);

        (await RunAsync(database, "calls", "rescore", "--since", Since)).ShouldContain("3 calls are scored again");
        await RunAsync(database, "jobs", "run", "nightly");

        var after = await EvaluationsAsync(contexts);
        after.Where(row => row.Model == trained.Version).Select(row => row.CallId).Order(StringComparer.Ordinal).ShouldBe(Later);
        after.Where(row => row.Model != trained.Version).Select(row => (row.Id, row.Model, row.Document))
            .ShouldBe(before.Select(row => (row.Id, row.Model, row.Document)), "evaluations of earlier models stay as they were");
        var calls = new EfCallStore(contexts, TimeProvider.System);
        foreach (var call in before.Select(row => row.CallId))
            ((await calls.FindEvaluatedAsync(call, Token))!.Evaluation!.Model == trained.Version).ShouldBe(Later.Contains(call), call);
    }

    private async Task<string> RunAsync(string? database, params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["CALLQA__Transcriber"] = "reference" };
        if (database is not null) environment["ConnectionStrings__CallQA"] = database;
        if (arguments[0] == "jobs") environment["CALLQA__ScoringModel"] = trained.Folder;
        var result = await Cli.RunAsync(environment, [.. arguments, "--data", folder.Of("data")]);
        result.ExitCode.ShouldBe(0, result.Errors);
        return result.Output;
    }

    private static async Task<List<EvaluationRow>> EvaluationsAsync(CallQADbContextFactory contexts)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Evaluations.OrderBy(row => row.Id).ToListAsync(Token);
    }
}
