using CallQA.App.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;
using Hangfire;
using Hangfire.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

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
        await place.Get<CallQA.App.Storage.CallQuarantine>().SetAsideAsync(
            aside.Id, new(CallQA.App.Storage.SetAsideCause.Audio, "It hums."), TestContext.Current.CancellationToken);
        var sweep = new Sweep(place.Get<CallQA.App.Storage.CallProgress>(), queue, NullLogger<Sweep>.Instance);
        (await sweep.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(2);
        (await sweep.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        queue.Outstanding().ShouldBe([waiting.Id, halfway.Id], ignoreOrder: true);
    }

    [Fact]
    public void Look_HandsListsInFirst_AndEveryFileOnce()
    {
        using var folder = new TemporaryFolder();
        var clock = new FakeTimeProvider(Some.Start);
        using var watch = new IntakeWatch(
            new IntakeFolder(folder.Path, folder.Of("quarantine")), new StableFiles(TimeSpan.FromSeconds(1), clock), queue,
            TimeSpan.FromSeconds(1), clock, NullLogger<IntakeWatch>.Instance);
        foreach (var name in new[] { "a.wav", "calls.csv" }) File.WriteAllText(folder.Of(name), "x");
        watch.Look().ShouldBeEmpty();
        clock.Advance(TimeSpan.FromSeconds(2));
        watch.Look().ShouldBe([folder.Of("calls.csv")]);
        watch.Look().ShouldBeEmpty();
        File.Delete(folder.Of("calls.csv"));
        watch.Look().ShouldBe([folder.Of("a.wav")]);
        watch.Look().ShouldBeEmpty();
    }

    [Fact]
    public void Look_LetsRecordingsPass_WhenAListCannotBeRemoved()
    {
        using var folder = new TemporaryFolder();
        var clock = new FakeTimeProvider(Some.Start);
        using var watch = new IntakeWatch(
            new IntakeFolder(folder.Path, folder.Of("quarantine")), new StableFiles(TimeSpan.FromSeconds(1), clock), queue,
            TimeSpan.FromSeconds(1), clock, NullLogger<IntakeWatch>.Instance);
        foreach (var name in new[] { "a.wav", "calls.csv" }) File.WriteAllText(folder.Of(name), "x");
        watch.Look();
        clock.Advance(TimeSpan.FromSeconds(2));
        watch.Look();
        clock.Advance(TimeSpan.FromMinutes(6));
        watch.Look().ShouldBe([folder.Of("a.wav")]);
    }

    [Fact]
    public void Look_LetsRecordingsPass_WhenAListKeepsGrowing()
    {
        using var folder = new TemporaryFolder();
        var clock = new FakeTimeProvider(Some.Start);
        using var watch = new IntakeWatch(
            new IntakeFolder(folder.Path, folder.Of("quarantine")), new StableFiles(TimeSpan.FromSeconds(45), clock), queue,
            TimeSpan.FromSeconds(1), clock, NullLogger<IntakeWatch>.Instance);
        File.WriteAllText(folder.Of("a.wav"), "x");
        var taken = new List<string>();
        for (var look = 0; look < 12; look++)
        {
            File.AppendAllText(folder.Of("calls.csv"), "another row\n");
            taken.AddRange(watch.Look());
            clock.Advance(TimeSpan.FromSeconds(30));
        }

        taken.ShouldBe([folder.Of("a.wav")]);
    }

    [Fact]
    public void Look_WaitsOnlyForTheListsFirstSeen_WhenMoreKeepComing()
    {
        using var folder = new TemporaryFolder();
        var clock = new FakeTimeProvider(Some.Start);
        using var watch = new IntakeWatch(
            new IntakeFolder(folder.Path, folder.Of("quarantine")), new StableFiles(TimeSpan.FromSeconds(1), clock), queue,
            TimeSpan.FromSeconds(1), clock, NullLogger<IntakeWatch>.Instance);
        foreach (var name in new[] { "a.wav", "first.csv" }) File.WriteAllText(folder.Of(name), "x");
        watch.Look();
        clock.Advance(TimeSpan.FromSeconds(2));
        watch.Look().ShouldBe([folder.Of("first.csv")]);
        File.Delete(folder.Of("first.csv"));
        File.WriteAllText(folder.Of("second.csv"), "x");
        watch.Look().ShouldBe([folder.Of("a.wav")]);
    }
}
