using System.Globalization;
using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using Hangfire;
using Hangfire.InMemory;

namespace CallQA.App.Tests.Jobs;

public sealed class SweepTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>
{
    private const int Calls = 200;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_EnqueuesTheBacklogOnce_WhenWorkersStartTogether()
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var one = await OpenAsync(database);
        await using var other = await OpenAsync(database);
        for (var number = 0; number < Calls; number++) await one.Calls.AddAsync(Some.Call(string.Create(CultureInfo.InvariantCulture, $"c-{number:000}")), Token);

        var both = Task.WhenAll(Task.Run(() => one.Get<Sweep>().RunAsync(Token), Token), Task.Run(() => other.Get<Sweep>().RunAsync(Token), Token));
        // The one that comes second looks again as its clock goes on.
        while (!both.IsCompleted)
        {
            one.Clock.Advance(TimeSpan.FromMilliseconds(200));
            other.Clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Delay(20, Token);
        }

        (await both).Sum().ShouldBe(Calls);
        one.Get<JobStorage>().GetMonitoringApi().EnqueuedCount(Queues.Transcription).ShouldBe(Calls);
    }

    [Fact]
    public async Task TakeAsync_GoesOnWithoutASweep_WhenAnotherProcessDoesNotComeToAnEnd()
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var one = await OpenAsync(database);
        await using var other = await OpenAsync(database);
        var held = new TaskCompletionSource<int>();
        var begun = new TaskCompletionSource();
        var first = one.Get<SweepTurn>().TakeAsync(
            _ =>
            {
                begun.SetResult();
                return held.Task;
            },
            Token);
        await await Task.WhenAny(begun.Task, first).WaitAsync(Token);

        var second = other.Get<SweepTurn>().TakeAsync(_ => Task.FromResult(1), Token);
        while (!second.IsCompleted)
        {
            other.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Token);
        }

        (await second).ShouldBe(0);
        held.SetResult(7);
        (await first).ShouldBe(7);
        (await other.Get<SweepTurn>().TakeAsync(_ => Task.FromResult(1), Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Dispose_LeavesTheNextQueueItsLog()
    {
        await using (var ended = await OpenAsync(await cluster.CreateDatabaseAsync()))
            ended.Get<JobQueue>().Outstanding().ShouldBeEmpty();

        using var storage = new InMemoryStorage();
        storage.GetMonitoringApi().Queues().ShouldBeEmpty();
    }

    private static async Task<TestWorkplace> OpenAsync(string database)
    {
        var place = new TestWorkplace(database: database);
        await place.RestartAsync(services => services.AddCallQAQueue(place.Settings));
        return place;
    }
}
