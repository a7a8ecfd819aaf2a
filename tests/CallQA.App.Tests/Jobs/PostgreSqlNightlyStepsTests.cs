using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Jobs;

public sealed class PostgreSqlNightlyStepsTests(PostgreSqlCluster cluster) : NightlyStepsContract
{
    private protected override async Task<string?> DatabaseAsync() => await cluster.CreateMigratedAsync();
}
