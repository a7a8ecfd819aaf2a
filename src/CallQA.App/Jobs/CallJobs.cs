using CallQA.App.Storage;
using CallQA.App.Telemetry;
using Hangfire;

namespace CallQA.App.Jobs;

/// <summary>
/// One job a stage. Each takes an identifier, does whatever the store says comes next for the call, and enqueues the
/// following stage only after this one is committed. Running one twice changes nothing.
/// </summary>
[WaitOutTrouble]
[ForgetSoon]
[TraceAcrossQueue]
[AutomaticRetry(Attempts = CallWorker.MostAttempts, DelaysInSeconds = [10, 60, 300, 1200, 3600])]
internal sealed class CallJobs(CallWorker worker, CallProgress progress, JobQueue queue)
{
    public Task TranscribeAsync(string callId, CancellationToken cancellationToken) => SilentFailure.GuardAsync(AdvanceAsync(callId, cancellationToken));

    public Task MeasureAsync(string callId, CancellationToken cancellationToken) => SilentFailure.GuardAsync(AdvanceAsync(callId, cancellationToken));

    public Task ScoreAsync(string callId, CancellationToken cancellationToken) => SilentFailure.GuardAsync(AdvanceAsync(callId, cancellationToken));

    private async Task AdvanceAsync(string callId, CancellationToken cancellationToken)
    {
        // Once this returns, the stage is committed. A process that dies before the next line leaves the rest to the sweep.
        if (await worker.AdvanceAsync(callId, progress: null, cancellationToken) != StageOutcome.MovedOn) return;
        if (await progress.FindUnfinishedAsync(callId, cancellationToken) is { } call) queue.Enqueue(call.CallId, call.Stage, call.Priority);
    }
}
