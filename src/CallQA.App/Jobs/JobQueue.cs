using CallQA.Recordings;
using Hangfire;
using Hangfire.Common;

namespace CallQA.App.Jobs;

/// <summary>
/// The queue of stages. It only hurries work along: what it loses, the sweep finds in the store. It holds a window of the
/// work, so that neither memory nor database carries a job for each of a hundred thousand calls.
/// </summary>
internal sealed class JobQueue(IBackgroundJobClient jobs, JobStorage storage, TimeProvider clock, QueueReach? reach = null)
{
    /// <summary>Most jobs for transcription, and most for measuring and scoring: calls to be scored again hold no new one up. What does not fit waits in the store for the sweep.</summary>
    public const int Window = 10_000;

    // All that a queue may hold at once: jobs that are begun meanwhile move the others up, past the border of a page.
    private const int Page = Window;
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(5);

    private readonly Lock counting = new();
    private long? counted;
    private long waiting;

    /// <summary>Enqueues the next stage of a call; with a priority above 0 it goes before others.</summary>
    public void Enqueue(string callId, CallStage stage, int priority = 0)
    {
        _ = stage switch
        {
            CallStage.TakenIn => jobs.Enqueue<CallJobs>(
                priority > 0 ? Queues.Express : Queues.Transcription, run => run.TranscribeAsync(callId, CancellationToken.None)),
            CallStage.Transcribed => jobs.Enqueue<CallJobs>(
                priority > 0 ? Queues.ExpressScoring : Queues.Scoring, run => run.MeasureAsync(callId, CancellationToken.None)),
            CallStage.Measured => jobs.Enqueue<CallJobs>(
                priority > 0 ? Queues.ExpressScoring : Queues.Scoring, run => run.ScoreAsync(callId, CancellationToken.None)),
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
    /// <exception cref="InputException">No worker would find it.</exception>
    public void EnqueueNightly(DateTimeOffset due)
    {
        EnsureServed();
        jobs.Enqueue<RecurringJobs>(Queues.Reports, run => run.NightlyAsync(due.ToUnixTimeSeconds(), CancellationToken.None));
    }

    /// <summary>Enqueues the writing of a period's reports.</summary>
    /// <exception cref="InputException">No worker would find it.</exception>
    public void EnqueueReports(string period)
    {
        EnsureServed();
        jobs.Enqueue<ReportJobs>(Queues.Reports, run => run.WriteAsync(period, CancellationToken.None));
    }

    /// <summary>The call identifiers and paths that a job is waiting or working for.</summary>
    public HashSet<string> Outstanding() => [.. Look(Queues.All).Select(found => SubjectOf(found.Job)).OfType<string>()];

    /// <summary>The files that a job is waiting or working for, those to be tried again included.</summary>
    public HashSet<string> Files() =>
        [.. Look([Queues.Intake]).Where(found => found.Job.Type == typeof(IntakeJobs)).Select(found => SubjectOf(found.Job)).OfType<string>()];

    /// <summary>The calls that a job is waiting or working for, those to be tried again included.</summary>
    public OutstandingCalls Calls()
    {
        var calls = new OutstandingCalls();
        foreach (var (queue, job) in Look(Queues.Stages))
            if (job.Type == typeof(CallJobs)) calls.Add(job, queue);
        return calls;
    }

    // What is asked of calls stands in the store, where any worker finds it; this stands in the queue alone.
    private void EnsureServed()
    {
        if (reach is { IsAlone: true })
            throw new InputException(InputFault.Settings, "These pages have no worker, and beside SQLite no other process sees what is asked of one; start `callqa serve` in the place of `callqa web`, or run the command on the command line.");
    }

    private static string? SubjectOf(Job job) => job.Args.Count > 0 ? job.Args[0] as string : null;

    private List<(string? Queue, Job Job)> Look(IReadOnlyList<string> queues)
    {
        var monitor = storage.GetMonitoringApi();
        var found = new List<(string?, Job)>();
        Collect(null, from => monitor.ProcessingJobs(from, Page).Select(job => job.Value?.Job));
        Collect(null, from => monitor.ScheduledJobs(from, Page).Select(job => job.Value?.Job));
        foreach (var queue in queues)
        {
            Collect(queue, from => monitor.EnqueuedJobs(queue, from, Page).Select(job => job.Value?.Job));
            Collect(queue, from => monitor.FetchedJobs(queue, from, Page).Select(job => job.Value?.Job));
        }

        // Again, for a job may have been begun between the looks.
        Collect(null, from => monitor.ProcessingJobs(from, Page).Select(job => job.Value?.Job));
        return found;

        void Collect(string? queue, Func<int, IEnumerable<Job?>> readPage)
        {
            for (var from = 0; ; from += Page)
            {
                var page = readPage(from).ToList();
                found.AddRange(page.OfType<Job>().Select(job => (queue, job)));
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
                waiting = monitor.EnqueuedCount(Queues.Transcription);
                counted = clock.GetTimestamp();
            }

            return waiting++ < Window;
        }
    }
}
