namespace CallQA.App.Tests.Jobs;

public sealed class SqliteNightlyStepsTests : NightlyStepsContract
{
    private protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}
