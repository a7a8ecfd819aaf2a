using CallQA.Recordings;
using Hangfire;

namespace CallQA.App.Jobs;

/// <summary>
/// The queue of stages. It only hurries work along: what it loses, the sweep finds in the store. It holds a window of the
/// work, so that neither memory nor database carries a job for each of a hundred thousand calls.
/// </summary>
internal sealed class JobQueue(IBackgroundJobClient jobs, JobStorage storage, TimeProvider clock)
{
    /// <summary>Most jobs in the queues; what does not fit waits in the store for the sweep.</summary>
    public const int Window = 10_000;

    private const int Page = 1000;
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(5);

    private readonly Lock counting = new();
    private long? counted;
    private long waiting;

    /// <summary>Enqueues the next stage of a call.</summary>
    public void Enqueue(string callId, CallStage stage, int priority = 0)
    {
        _ = stage switch
        {
            CallStage.TakenIn => jobs.Enqueue<CallJobs>(
                priority > 0 ? Queues.Express : Queues.Transcription, run => run.TranscribeAsync(callId, CancellationToken.None)),
            CallStage.Transcribed => jobs.Enqueue<CallJobs>(Queues.Scoring, run => run.MeasureAsync(callId, CancellationToken.None)),
            CallStage.Measured => jobs.Enqueue<CallJobs>(Queues.Scoring, run => run.ScoreAsync(callId, CancellationToken.None)),
            _ => null,
        };
    }

    /// <summary>Enqueues the first stage of a call that has just come, if there is room; else the sweep will.</summary>
    public void EnqueueIfRoom(Call call)
    {
        if (HasRoom()) Enqueue(call.Id, call.Stage);
    }

    /// <summary>Enqueues the intake of a file.</summary>
    public void EnqueueIntake(string path) => jobs.Enqueue<IntakeJobs>(Queues.Intake, run => run.TakeInAsync(path, CancellationToken.None));

    /// <summary>Enqueues the night's run that was due at a moment.</summary>
    public void EnqueueNightly(DateTimeOffset due) => jobs.Enqueue<RecurringJobs>(
        Queues.Reports, run => run.NightlyAsync(due.ToUnixTimeSeconds(), CancellationToken.None));

    /// <summary>How many files wait to be taken in.</summary>
    public long WaitingForIntake() => storage.GetMonitoringApi().EnqueuedCount(Queues.Intake);

    /// <summary>The call identifiers and paths that a job is waiting or working for.</summary>
    public HashSet<string> Outstanding()
    {
        var monitor = storage.GetMonitoringApi();
        var subjects = new HashSet<string>(StringComparer.Ordinal);
        Collect(subjects, from => monitor.ProcessingJobs(from, Page).Select(job => job.Value?.Job?.Args));
        Collect(subjects, from => monitor.ScheduledJobs(from, Page).Select(job => job.Value?.Job?.Args));
        foreach (var queue in Queues.All)
        {
            Collect(subjects, from => monitor.EnqueuedJobs(queue, from, Page).Select(job => job.Value?.Job?.Args));
            Collect(subjects, from => monitor.FetchedJobs(queue, from, Page).Select(job => job.Value?.Job?.Args));
        }

        return subjects;
    }

    // Counted every few seconds, and by what was enqueued here since: exact enough to keep a queue from growing without end.
    private bool HasRoom()
    {
        lock (counting)
        {
            if (counted is not { } since || clock.GetElapsedTime(since) > CountEvery)
            {
                waiting = storage.GetMonitoringApi().GetStatistics().Enqueued;
                counted = clock.GetTimestamp();
            }

            return waiting++ < Window;
        }
    }

    private static void Collect(HashSet<string> subjects, Func<int, IEnumerable<IReadOnlyList<object>?>> readPage)
    {
        for (var from = 0; ; from += Page)
        {
            var page = readPage(from).ToList();
            subjects.UnionWith(page.Select(arguments => arguments?.Count > 0 ? arguments[0] as string : null).OfType<string>());
            if (page.Count < Page) return;
        }
    }
}
