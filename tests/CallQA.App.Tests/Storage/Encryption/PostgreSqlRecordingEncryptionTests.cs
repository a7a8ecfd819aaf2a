namespace CallQA.App.Tests.Storage.Encryption;

public sealed class PostgreSqlRecordingEncryptionTests(PostgreSqlCluster cluster) : RecordingEncryptionContract, IClassFixture<PostgreSqlCluster>
{
    private protected override async Task<string?> DatabaseAsync() => await cluster.CreateDatabaseAsync();
}
