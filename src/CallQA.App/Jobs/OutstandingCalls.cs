using CallQA.Recordings;
using Hangfire.Common;

namespace CallQA.App.Jobs;

/// <summary>The calls that a job is waiting or working for.</summary>
internal sealed class OutstandingCalls
{
    private readonly HashSet<string> heard = new(StringComparer.Ordinal);
    private readonly HashSet<string> scored = new(StringComparer.Ordinal);
    private readonly HashSet<string> urgent = new(StringComparer.Ordinal);

    /// <summary>Adds a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="queue">The queue it waits in; null when it is at work, or put off for a while after it failed.</param>
    public void Add(Job job, string? queue)
    {
        if (job.Args is not [string callId, ..]) return;
        (job.Method.Name == nameof(CallJobs.TranscribeAsync) ? heard : scored).Add(callId);
        if (queue is null or Queues.Express or Queues.ExpressScoring) urgent.Add(callId);
    }

    /// <summary>Whether there is a job for a call.</summary>
    public bool Has(string callId) => heard.Contains(callId) || scored.Contains(callId);

    /// <summary>Whether nothing could bring it on sooner: it is in a queue of the urgent ones, or past its queue.</summary>
    public bool IsUrgent(string callId) => urgent.Contains(callId);

    /// <summary>How many jobs there are for calls that have come so far.</summary>
    public int Count(CallStage stage) => (stage == CallStage.TakenIn ? heard : scored).Count;
}
