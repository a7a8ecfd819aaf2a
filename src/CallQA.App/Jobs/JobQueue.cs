using CallQA.Recordings;
using Hangfire;

namespace CallQA.App.Jobs;

/// <summary>
/// The queue of stages. It only hurries work along: what it loses, the sweep finds in the store. Queues by weight, each
/// served by its own workers, so that hours of transcription do not hold up the rest.
/// </summary>
internal sealed class JobQueue(IBackgroundJobClient jobs, JobStorage storage)
{
    public const string Light = "light";
    public const string Transcription = "transcription";

    private const int Page = 1000;

    /// <summary>Enqueues the next stage of a call.</summary>
    public void Enqueue(string callId, CallStage stage)
    {
        _ = stage switch
        {
            CallStage.TakenIn => jobs.Enqueue<CallJobs>(run => run.TranscribeAsync(callId, CancellationToken.None)),
            CallStage.Transcribed => jobs.Enqueue<CallJobs>(run => run.MeasureAsync(callId, CancellationToken.None)),
            CallStage.Measured => jobs.Enqueue<CallJobs>(run => run.ScoreAsync(callId, CancellationToken.None)),
            _ => null,
        };
    }

    /// <summary>Enqueues the intake of a file.</summary>
    public void EnqueueIntake(string path) => jobs.Enqueue<IntakeJobs>(run => run.TakeInAsync(path, CancellationToken.None));

    /// <summary>The call identifiers and paths that a job is waiting or working for.</summary>
    public HashSet<string> Outstanding()
    {
        var monitor = storage.GetMonitoringApi();
        var subjects = new HashSet<string>(StringComparer.Ordinal);
        Collect(subjects, from => monitor.ProcessingJobs(from, Page).Select(job => job.Value?.Job?.Args));
        Collect(subjects, from => monitor.ScheduledJobs(from, Page).Select(job => job.Value?.Job?.Args));
        foreach (var queue in new[] { Light, Transcription })
        {
            Collect(subjects, from => monitor.EnqueuedJobs(queue, from, Page).Select(job => job.Value?.Job?.Args));
            Collect(subjects, from => monitor.FetchedJobs(queue, from, Page).Select(job => job.Value?.Job?.Args));
        }

        return subjects;
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
