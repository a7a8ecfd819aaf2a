namespace CallQA.App.Tests.Storage;

public sealed class PostgreSqlCallErasureTests(PostgreSqlCluster cluster) : CallErasureContract
{
    private protected override async Task<string?> DatabaseAsync() => await cluster.CreateMigratedAsync();
}
