using CallQA.App.Storage;

namespace CallQA.App.Jobs;

/// <summary>Enqueues whatever the store calls unfinished and no job is waiting for.</summary>
internal sealed class Sweep(CallProgress progress, JobQueue queue, ILogger<Sweep> logger)
{
    /// <returns>How many calls were enqueued.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var unfinished = await progress.UnfinishedAsync(cancellationToken);
        if (unfinished.Count == 0) return 0;
        var outstanding = queue.Outstanding();
        var lost = unfinished.Where(call => !outstanding.Contains(call.CallId)).ToList();
        lost.ForEach(call => queue.Enqueue(call.CallId, call.Stage));
        if (lost.Count > 0) Log.SweepEnqueued(logger, lost.Count);
        return lost.Count;
    }
}
