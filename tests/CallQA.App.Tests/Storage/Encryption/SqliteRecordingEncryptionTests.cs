namespace CallQA.App.Tests.Storage.Encryption;

public sealed class SqliteRecordingEncryptionTests : RecordingEncryptionContract
{
    private protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}
