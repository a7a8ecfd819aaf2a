using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Jobs;

public sealed class PostgreSqlNightlyTurnTests(PostgreSqlCluster cluster) : NightlyTurnContract
{
    private protected override async Task<string?> DatabaseAsync() => await cluster.CreateMigratedAsync();
}
