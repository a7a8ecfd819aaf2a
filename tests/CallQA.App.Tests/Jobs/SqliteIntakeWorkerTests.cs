namespace CallQA.App.Tests.Jobs;

public sealed class SqliteIntakeWorkerTests : IntakeWorkerContract
{
    private protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}
