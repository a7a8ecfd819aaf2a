namespace CallQA.App.Tests.Storage;

public sealed class SqliteCallErasureTests : CallErasureContract
{
    private protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}
