using CallQA.App.Telemetry;
using Hangfire;

namespace CallQA.App.Jobs;

/// <summary>The job of one file in the intake folder: a recording or a list.</summary>
[WaitOutTrouble]
[ForgetSoon]
[TraceAcrossQueue]
[AutomaticRetry(Attempts = CallWorker.MostAttempts, DelaysInSeconds = [10, 60, 300, 1200, 3600])]
internal sealed class IntakeJobs(IntakeWorker worker, JobQueue queue)
{
    public Task TakeInAsync(string path, CancellationToken cancellationToken) => SilentFailure.GuardAsync(TakeInFileAsync(path, cancellationToken));

    private async Task TakeInFileAsync(string path, CancellationToken cancellationToken)
    {
        if (IntakeFolder.IsList(path)) await worker.TakeInListAsync(path, cancellationToken);
        else if (await worker.TakeInAsync(path, cancellationToken) is { } call) queue.EnqueueIfRoom(call);
    }
}
