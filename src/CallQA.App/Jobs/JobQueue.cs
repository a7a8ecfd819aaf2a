using CallQA.Recordings;
using Hangfire;
using Hangfire.Common;

namespace CallQA.App.Jobs;

/// <summary>
/// The queue of stages. It only hurries work along: what it loses, the sweep finds in the store. It holds a window of the
/// work, so that neither memory nor database carries a job for each of a hundred thousand calls.
/// </summary>
internal sealed class JobQueue(IBackgroundJobClient jobs, JobStorage storage, TimeProvider clock)
{
    /// <summary>Most jobs in the queues; what does not fit waits in the store for the sweep.</summary>
    public const int Window = 10_000;

    // All that a queue may hold at once: jobs that are begun meanwhile move the others up, past the border of a page.
    private const int Page = Window;
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

    /// <summary>Enqueues the writing of a period's reports.</summary>
    public void EnqueueReports(string period) => jobs.Enqueue<ReportJobs>(Queues.Reports, run => run.WriteAsync(period, CancellationToken.None));

    /// <summary>The call identifiers and paths that a job is waiting or working for.</summary>
    public HashSet<string> Outstanding() => SubjectsOf(Queues.All, _ => true);

    /// <summary>The files that a job is waiting or working for, those to be tried again included.</summary>
    public HashSet<string> Files() => SubjectsOf([Queues.Intake], job => job.Type == typeof(IntakeJobs));

    private HashSet<string> SubjectsOf(IReadOnlyList<string> queues, Predicate<Job> isMeant)
    {
        var monitor = storage.GetMonitoringApi();
        var subjects = new HashSet<string>(StringComparer.Ordinal);
        Collect(from => monitor.ProcessingJobs(from, Page).Select(job => job.Value?.Job));
        Collect(from => monitor.ScheduledJobs(from, Page).Select(job => job.Value?.Job));
        foreach (var queue in queues)
        {
            Collect(from => monitor.EnqueuedJobs(queue, from, Page).Select(job => job.Value?.Job));
            Collect(from => monitor.FetchedJobs(queue, from, Page).Select(job => job.Value?.Job));
        }

        // Again, for a job may have been begun between the looks.
        Collect(from => monitor.ProcessingJobs(from, Page).Select(job => job.Value?.Job));
        return subjects;

        void Collect(Func<int, IEnumerable<Job?>> readPage)
        {
            for (var from = 0; ; from += Page)
            {
                var page = readPage(from).ToList();
                subjects.UnionWith(page.OfType<Job>().Where(job => isMeant(job)).Select(job => job.Args.Count > 0 ? job.Args[0] as string : null).OfType<string>());
                if (page.Count < Page) return;
            }
        }
    }

    // Counted every few seconds, and by what was enqueued here since: exact enough to keep a queue from growing without end.
    private bool HasRoom()
    {
        lock (counting)
        {
            if (counted is not { } since || clock.GetElapsedTime(since) > CountEvery)
            {
                var monitor = storage.GetMonitoringApi();
                waiting = Queues.All.Sum(monitor.EnqueuedCount);
                counted = clock.GetTimestamp();
            }

            return waiting++ < Window;
        }
    }
}
