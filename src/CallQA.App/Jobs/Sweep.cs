using CallQA.App.Storage;

namespace CallQA.App.Jobs;

/// <summary>Enqueues what the store calls unfinished and nobody waits for or works on: as much as the queue's window holds.</summary>
internal sealed class Sweep(CallProgress progress, JobQueue queue, SweepTurn turn, ILogger<Sweep> logger)
{
    /// <summary>One sweep; of several processes each waits for its turn, and so finds what the others have enqueued.</summary>
    /// <returns>How many calls were enqueued.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken) => turn.TakeAsync(EnqueueAsync, cancellationToken);

    private async Task<int> EnqueueAsync(CancellationToken cancellationToken)
    {
        var unfinished = await progress.UnfinishedAsync(JobQueue.Window, cancellationToken);
        if (unfinished.Count == 0) return 0;
        var outstanding = queue.Outstanding();
        var room = JobQueue.Window - outstanding.Count;
        var lost = unfinished.Where(call => !outstanding.Contains(call.CallId))
            // What is urgent does not wait for room.
            .Where((call, number) => number < room || call.Priority > 0).ToList();
        lost.ForEach(call => queue.Enqueue(call.CallId, call.Stage, call.Priority));
        if (lost.Count > 0) Log.SweepEnqueued(logger, lost.Count);
        return lost.Count;
    }
}
