using CallQA.App.Learning;
using CallQA.App.Settings;
using CallQA.App.Storage;

namespace CallQA.App.Jobs;

/// <summary>
/// What operators may do to calls, the same for command line, pages and API. A request is kept in the store first; where
/// this process has the queue, a single call is put into it at once; the sweep finds all others within a minute.
/// </summary>
internal sealed class CallControl(CallProgress progress, CallQuarantine quarantine, CallRequests requests, CallQASettings settings, JobQueue? queue = null)
{
    /// <summary>Lets a call go on that was set aside.</summary>
    public async Task<bool> RetryAsync(string callId, CancellationToken cancellationToken)
    {
        if (!await quarantine.ReleaseAsync(callId, cancellationToken)) return false;
        await HurryAsync(callId, cancellationToken);
        return true;
    }

    /// <summary>Lets all calls go on that were set aside for one kind of reason.</summary>
    public Task<int> RetryAllAsync(SetAsideCause cause, CancellationToken cancellationToken) => quarantine.ReleaseAsync(cause, cancellationToken);

    /// <summary>Stops a call: what is begun ends within seconds, what is stored stays.</summary>
    public Task<bool> CancelAsync(string callId, CancellationToken cancellationToken) => quarantine.SetUnfinishedAsideAsync(
        callId, new(SetAsideCause.Cancelled, "An operator stopped the work on this call; try again to go on."), cancellationToken);

    /// <summary>Lets a call go before others, or with a negative number after them.</summary>
    public async Task<bool> PrioritiseAsync(string callId, int priority, CancellationToken cancellationToken)
    {
        if (await requests.PrioritiseAsync(callId, priority, cancellationToken) == 0) return false;
        if (priority > 0) await HurryAsync(callId, cancellationToken);
        return true;
    }

    /// <summary>Lets a call be transcribed again.</summary>
    public async Task<bool> RetranscribeAsync(string callId, string? model, CancellationToken cancellationToken)
    {
        if (await requests.RetranscribeAsync(callId, model, cancellationToken) == 0) return false;
        await HurryAsync(callId, cancellationToken);
        return true;
    }

    /// <summary>Lets all finished calls from a moment on be scored again.</summary>
    public Task<int> RescoreAsync(DateTimeOffset since, CancellationToken cancellationToken) => requests.RescoreAsync(since, cancellationToken);

    /// <summary>Forbids a call's erasure, or with null allows it again.</summary>
    public async Task<bool> HoldAsync(string callId, string? reason, CancellationToken cancellationToken) =>
        await requests.HoldAsync(callId, reason, cancellationToken) > 0;

    /// <summary>Allows or forbids that the models learn from a call; null leaves it to the rule of its telephone queue.</summary>
    public async Task<bool> ConsentAsync(string callId, bool? allowed, CancellationToken cancellationToken)
    {
        if (await requests.ConsentAsync(callId, allowed, cancellationToken) == 0) return false;
        if (allowed == false) await ReviewDataset.RemoveAsync(settings.LearningPath, callId, cancellationToken);
        return true;
    }

    private async Task HurryAsync(string callId, CancellationToken cancellationToken)
    {
        if (queue is null) return;
        if (await progress.FindUnfinishedAsync(callId, cancellationToken) is { } call) queue.Enqueue(call.CallId, call.Stage, call.Priority);
    }
}
