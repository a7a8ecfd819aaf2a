namespace CallQA.App.Tests.Jobs;

public sealed class SqliteNightlyTurnTests : NightlyTurnContract
{
    private protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}
