using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.Recordings;
using Hangfire;
using Hangfire.InMemory;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQA.App.Tests.Jobs;

public sealed class JobQueueTests : IDisposable
{
    private readonly InMemoryStorage storage = new();
    private readonly JobQueue queue;

    public JobQueueTests() => queue = new(new BackgroundJobClient(storage), storage, TimeProvider.System);

    public void Dispose() => storage.Dispose();

    [Fact]
    public void Enqueue_PutsTranscriptionIntoAQueueOfItsOwn()
    {
        queue.Enqueue("a", CallStage.TakenIn);
        queue.Enqueue("b", CallStage.Transcribed);
        queue.Enqueue("c", CallStage.Measured);
        queue.Enqueue("d", CallStage.Scored);
        var monitor = storage.GetMonitoringApi();
        monitor.EnqueuedCount(Queues.Transcription).ShouldBe(1);
        monitor.EnqueuedCount(Queues.Scoring).ShouldBe(2);
        queue.Outstanding().ShouldBe(["a", "b", "c"], ignoreOrder: true);
    }

    [Fact]
    public async Task Sweep_EnqueuesWhatIsUnfinished_AndOnlyOnce()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var waiting = await place.AddAsync("waiting", 1);
        var halfway = await place.AddAsync("halfway", 2);
        await place.AdvanceAsync(halfway.Id);
        var aside = await place.AddAsync("aside", 3);
        await place.Get<CallQuarantine>().SetAsideAsync(
            aside.Id, new(SetAsideCause.Audio, "It hums."), TestContext.Current.CancellationToken);
        using var turn = new SweepTurn(place.Get<CallQADbContextFactory>(), TimeProvider.System);
        var sweep = new Sweep(place.Get<CallProgress>(), queue, turn, NullLogger<Sweep>.Instance);
        (await sweep.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(2);
        (await sweep.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        queue.Outstanding().ShouldBe([waiting.Id, halfway.Id], ignoreOrder: true);
    }
}
