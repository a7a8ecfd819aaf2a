using CallQA.App.Jobs;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Jobs;

public sealed class StageWatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_KeepsTheLease_WhenSomeRenewalsFail()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await place.AddAsync("call");
        var contexts = new FailingContexts(place.Get<CallQADbContextFactory>());
        var progress = new CallProgress(contexts, new WorkerIdentity("me", 1), place.Clock);
        var lease = (await progress.BeginAsync(call.Id, Token))!.Lease;
        await using var watch = new StageWatch(progress, lease, place.Clock, Token);

        contexts.Failures = 3;
        var until = await LeasedUntilAsync(place);
        while (await LeasedUntilAsync(place) == until)
        {
            place.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(2), Token);
        }

        contexts.Failures.ShouldBe(0, "it was renewed after all of them");
        watch.Recalled.ShouldBeFalse();
        watch.Token.IsCancellationRequested.ShouldBeFalse();
    }

    private static async Task<DateTime?> LeasedUntilAsync(TestWorkplace place)
    {
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        return context.Calls.Single().LeasedUntilUtc;
    }

    /// <summary>A database that does something unforeseen for a while.</summary>
    private sealed class FailingContexts(CallQADbContextFactory inner) : IDbContextFactory<CallQADbContext>
    {
        private volatile int failures;

        public int Failures { get => failures; set => failures = value; }

        public CallQADbContext CreateDbContext()
        {
            if (failures == 0) return inner.CreateDbContext();
            failures--;
            throw new InvalidOperationException("This is not what a database away looks like.");
        }
    }
}
