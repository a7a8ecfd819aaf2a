using System.Globalization;
using CallQA.App.Jobs;
using CallQA.App.Tests.Storage;
using Hangfire;
using Hangfire.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Jobs;

public sealed class IntakeWatchTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new(Some.Start);
    private readonly InMemoryStorage storage = new();
    private IntakeWatch? watch;

    public void Dispose()
    {
        watch?.Dispose();
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Look_HandsListsInFirst_AndEveryFileOnce()
    {
        Write("a.wav", "calls.csv");
        Look().ShouldBeEmpty();
        clock.Advance(2 * Second);
        Look().ShouldBe(["calls.csv"]);
        Look().ShouldBeEmpty();
        File.Delete(folder.Of("calls.csv"));
        Look().ShouldBe(["a.wav"]);
        Look().ShouldBeEmpty();
    }

    [Fact]
    public void Look_LetsRecordingsPass_WhenAListCannotBeRemoved()
    {
        Write("a.wav", "calls.csv");
        Look();
        clock.Advance(2 * Second);
        Look();
        clock.Advance(TimeSpan.FromMinutes(6));
        Look().ShouldBe(["a.wav"]);
    }

    [Fact]
    public void Look_LetsRecordingsPass_WhenAListKeepsGrowing()
    {
        Write("a.wav");
        var taken = new List<string>();
        for (var look = 0; look < 12; look++)
        {
            File.AppendAllText(folder.Of("calls.csv"), "another row\n");
            taken.AddRange(Look(quiet: 45 * Second));
            clock.Advance(30 * Second);
        }

        taken.ShouldBe(["a.wav"]);
    }

    [Fact]
    public void Look_WaitsOnlyForTheListsFirstSeen_WhenMoreKeepComing()
    {
        Write("a.wav", "first.csv");
        Look();
        clock.Advance(2 * Second);
        Look().ShouldBe(["first.csv"]);
        File.Delete(folder.Of("first.csv"));
        Write("second.csv");
        Look().ShouldBe(["a.wav"]);
    }

    [Fact]
    public void Look_LeavesAFileThatIsBeingWritten_AndHandsTheOthersIn()
    {
        Write("done.wav", "growing.wav");
        Look();
        for (var look = 0; look < 3; look++)
        {
            File.AppendAllText(folder.Of("growing.wav"), "more");
            clock.Advance(2 * Second);
            Look().ShouldBe(look == 0 ? ["done.wav"] : []);
        }

        clock.Advance(2 * Second);
        Look().ShouldBe(["growing.wav"]);
    }

    [Fact]
    public void Look_FeedsTheQueueAWindowAtATime_WithAStretchOfTheFolderUnderObservation()
    {
        const int files = IntakeWatch.Stretch + 1200;
        Write([.. Enumerable.Range(0, files).Select(Name)]);
        Look();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        while (taken.Count < files)
        {
            clock.Advance(2 * Second);
            var handedIn = Look();
            watch!.Watched.ShouldBeLessThanOrEqualTo(IntakeWatch.Stretch, "the rest of the folder takes no memory");
            handedIn.Count.ShouldBeLessThanOrEqualTo(IntakeWatch.Window);
            Look().ShouldBeEmpty("the queue is full");
            taken.Count(handedIn.Contains).ShouldBe(0, "no file twice");
            taken.UnionWith(handedIn);
            TakeIn(handedIn);
        }
    }

    [Fact]
    public void Refill_FillsTheQueueUp_WithWhatHadNoRoom()
    {
        const int files = IntakeWatch.Window + 300;
        Write([.. Enumerable.Range(0, files).Select(Name)]);
        Look();
        watch!.Refill().ShouldBeEmpty("nothing is known to be quiet yet");
        clock.Advance(2 * Second);
        TakeIn(Look());
        watch.Refill().Count.ShouldBe(300);
        EmptyQueue();
        watch.Refill().ShouldBeEmpty("all have been handed in");
    }

    [Fact]
    public void Look_GoesOn_WhereAKilledProcessLeftTheFolder()
    {
        Write([.. Enumerable.Range(0, 300).Select(Name)]);
        Look();
        clock.Advance(2 * Second);
        Look().Count.ShouldBe(300);
        for (var number = 0; number < 100; number++) File.Delete(folder.Of(Name(number)));
        Kill();
        Look().ShouldBeEmpty("nothing is known of the files yet");
        clock.Advance(2 * Second);
        Look().ShouldBe(Enumerable.Range(100, 200).Select(Name));
    }

    [Fact]
    public void Look_GivesEveryFileItsTurn_WhenAStretchOfThemCannotBeRemoved()
    {
        Write([.. Enumerable.Range(0, IntakeWatch.Stretch + 10).Select(Name)]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var look = 0; look < 40 && seen.Count < IntakeWatch.Stretch + 10; look++)
        {
            seen.UnionWith(Look());
            // The jobs are done, the files are still there.
            EmptyQueue();
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        seen.Count.ShouldBe(IntakeWatch.Stretch + 10);
    }

    private IReadOnlyList<string> Look(TimeSpan? quiet = null)
    {
        watch ??= new(
            new IntakeFolder(folder.Path, folder.Of("quarantine")), new JobQueue(new BackgroundJobClient(storage), storage, clock),
            new IntakePace(quiet ?? Second, Second), clock, NullLogger<IntakeWatch>.Instance);
        return [.. watch.Look().Select(path => Path.GetRelativePath(folder.Path, path))];
    }

    private void Write(params string[] names)
    {
        foreach (var name in names) File.WriteAllText(folder.Of(name), "x");
    }

    private void TakeIn(IReadOnlyList<string> names)
    {
        foreach (var name in names) File.Delete(folder.Of(name));
        EmptyQueue();
    }

    // The queue is in memory.
    private void Kill()
    {
        EmptyQueue();
        watch!.Dispose();
        watch = null;
    }

    private void EmptyQueue()
    {
        using var connection = storage.GetConnection();
        while (storage.GetMonitoringApi().EnqueuedCount(Queues.Intake) > 0)
        {
            using var job = connection.FetchNextJob([Queues.Intake], TestContext.Current.CancellationToken);
            job.RemoveFromQueue();
        }
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"c-{number:00000}.wav");
}
