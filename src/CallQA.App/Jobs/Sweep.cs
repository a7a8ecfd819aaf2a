using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Jobs;

/// <summary>Enqueues what the store calls unfinished and nobody waits for or works on: as much as the windows of the queues hold.</summary>
internal sealed class Sweep(CallProgress progress, JobQueue queue, SweepTurn turn, ILogger<Sweep> logger)
{
    /// <summary>One sweep; of several processes each waits for its turn, and so finds what the others have enqueued.</summary>
    /// <returns>How many calls were enqueued.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken) => turn.TakeAsync(EnqueueAsync, cancellationToken);

    private async Task<int> EnqueueAsync(CancellationToken cancellationToken)
    {
        var enqueued = await EnqueueAsync(CallStage.TakenIn, CallStage.TakenIn, cancellationToken)
            + await EnqueueAsync(CallStage.Transcribed, CallStage.Measured, cancellationToken);
        if (enqueued > 0) Log.SweepEnqueued(logger, enqueued);
        return enqueued;
    }

    private async Task<int> EnqueueAsync(CallStage first, CallStage last, CancellationToken cancellationToken)
    {
        var unfinished = await progress.UnfinishedAsync(first, last, JobQueue.Window, cancellationToken);
        if (unfinished.Count == 0) return 0;
        var outstanding = queue.Calls();
        var room = JobQueue.Window - outstanding.Count(first);
        // What is urgent waits neither for room nor behind others, where it is in the queue already: whichever job comes second finds its work done.
        var lost = unfinished.Where(call => call.Priority > 0 ? !outstanding.IsUrgent(call.CallId) : !outstanding.Has(call.CallId))
            .Where((call, number) => number < room || call.Priority > 0).ToList();
        lost.ForEach(call => queue.Enqueue(call.CallId, call.Stage, call.Priority));
        return lost.Count;
    }
}
