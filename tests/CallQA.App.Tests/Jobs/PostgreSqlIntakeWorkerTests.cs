using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Jobs;

public sealed class PostgreSqlIntakeWorkerTests(PostgreSqlCluster cluster) : IntakeWorkerContract
{
    private protected override async Task<string?> DatabaseAsync() => await cluster.CreateMigratedAsync();
}
