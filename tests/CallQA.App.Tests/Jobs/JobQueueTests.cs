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

    [Theory]
    [InlineData(CallStage.TakenIn, "express")]
    [InlineData(CallStage.Transcribed, "express-scoring")]
    [InlineData(CallStage.Measured, "express-scoring")]
    public void Enqueue_PutsWhatIsUrgentBeforeOthers_AtEveryStage(CallStage stage, string express)
    {
        queue.Enqueue("a", stage, priority: 1);
        queue.Enqueue("b", stage, priority: -1);

        storage.GetMonitoringApi().EnqueuedJobs(express, 0, 9).ShouldHaveSingleItem().Value.Job.Args[0].ShouldBe("a");
        (queue.Calls().IsUrgent("a"), queue.Calls().IsUrgent("b"), queue.Calls().Has("b")).ShouldBe((true, false, true));
    }

    [Fact]
    public async Task Sweep_BringsAWaitingCallForward_WhenItIsGivenPriority_AndOnlyOnce()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var (ordinary, urgent, halfway) = (await place.AddAsync("ordinary", 1), await place.AddAsync("urgent", 2), await place.AddAsync("halfway", 3));
        await place.AdvanceAsync(halfway.Id);
        using var turn = new SweepTurn(place.Get<CallQADbContextFactory>(), TimeProvider.System);
        var sweep = new Sweep(place.Get<CallProgress>(), queue, turn, NullLogger<Sweep>.Instance);
        (await sweep.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(3);
        foreach (var call in new[] { urgent, halfway }) await place.Get<CallRequests>().PrioritiseAsync(call.Id, 1, TestContext.Current.CancellationToken);

        (await sweep.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(2);
        (await sweep.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(0);

        var monitor = storage.GetMonitoringApi();
        (monitor.EnqueuedCount(Queues.Express), monitor.EnqueuedCount(Queues.ExpressScoring)).ShouldBe((1, 1));
        (queue.Calls().IsUrgent(ordinary.Id), queue.Calls().IsUrgent(urgent.Id), queue.Calls().IsUrgent(halfway.Id)).ShouldBe((false, true, true));
    }

    [Fact]
    public async Task CallJobs_CarryPriorityOn_ToTheNextStage()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var (urgent, ordinary) = (await place.AddAsync("urgent", 1), await place.AddAsync("ordinary", 2));
        await place.Get<CallRequests>().PrioritiseAsync(urgent.Id, 1, TestContext.Current.CancellationToken);
        var jobs = new CallJobs(place.Worker, place.Get<CallProgress>(), queue);

        foreach (var call in new[] { urgent, ordinary }) await jobs.TranscribeAsync(call.Id, TestContext.Current.CancellationToken);

        var monitor = storage.GetMonitoringApi();
        monitor.EnqueuedJobs(Queues.ExpressScoring, 0, 9).ShouldHaveSingleItem().Value.Job.Args[0].ShouldBe(urgent.Id);
        monitor.EnqueuedJobs(Queues.Scoring, 0, 9).ShouldHaveSingleItem().Value.Job.Args[0].ShouldBe(ordinary.Id);
    }

    [Fact]
    public async Task Sweep_EnqueuesNewCalls_WhenTheQueueOfScoringIsFull()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await place.AddAsync("new");
        for (var number = 0; number < JobQueue.Window; number++) queue.Enqueue(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"old-{number}"), CallStage.Measured);
        using var turn = new SweepTurn(place.Get<CallQADbContextFactory>(), TimeProvider.System);

        (await new Sweep(place.Get<CallProgress>(), queue, turn, NullLogger<Sweep>.Instance).RunAsync(TestContext.Current.CancellationToken)).ShouldBe(1);

        queue.Calls().Has(call.Id).ShouldBeTrue();
        queue.EnqueueIfRoom(await place.AddAsync("newer", 2));
        storage.GetMonitoringApi().EnqueuedCount(Queues.Transcription).ShouldBe(2);
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
