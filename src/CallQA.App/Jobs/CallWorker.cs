using System.Collections.Concurrent;
using CallQA.App.Models;
using CallQA.App.Storage;
using CallQA.App.Telemetry;
using CallQA.App.Webhooks;
using CallQA.Recordings;

namespace CallQA.App.Jobs;

/// <summary>What became of one attempt at a call's next stage.</summary>
internal enum StageOutcome
{
    /// <summary>The stage is stored; the call has another one before it.</summary>
    MovedOn,

    /// <summary>Nothing is left to do.</summary>
    Finished,

    /// <summary>The call was set aside with a reason.</summary>
    Quarantined,

    /// <summary>Somebody else is at work on the call, or it is gone.</summary>
    NotMine,
}

/// <summary>
/// Takes a call one stage further: the same for the queue, the command line and the nightly run. Bad input sets the call
/// aside at once; any other failure is thrown for the caller to try again, until the attempts are used up. Trouble of the
/// machine is thrown as well and uses none up.
/// </summary>
internal sealed class CallWorker(
    CallPipelines pipelines,
    ICallStore store,
    CallProgress leases,
    CallQuarantine quarantine,
    WebhookEvents events,
    StageFailures failures,
    TimeProvider clock,
    ILogger<CallWorker> logger)
{
    /// <summary>Attempts at one stage before the call is set aside, whether they failed or the process died.</summary>
    public const int MostAttempts = 6;

    private readonly ConcurrentDictionary<string, bool> atWork = new(StringComparer.Ordinal);

    // Attempts that the database, being away, could not be told do not count.
    private readonly ConcurrentDictionary<string, Lease> owed = new(StringComparer.Ordinal);

    public async Task<StageOutcome> AdvanceAsync(string callId, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (!atWork.TryAdd(callId, true)) return StageOutcome.NotMine;
        try
        {
            var call = await store.FindAsync(callId, cancellationToken);
            if (call is null) return StageOutcome.NotMine;
            if (call.Quarantine is not null) return StageOutcome.Quarantined;
            if (call.Stage == CallStage.Scored) return StageOutcome.Finished;
            if (owed.TryRemove(callId, out var lease)) await leases.ReturnAsync(lease, counts: false, cancellationToken);
            return await leases.BeginAsync(callId, cancellationToken) is { } attempt
                ? await AttemptAsync(call, attempt, progress, cancellationToken)
                : StageOutcome.NotMine;
        }
        finally
        {
            atWork.TryRemove(callId, out _);
        }
    }

    private async Task<StageOutcome> AttemptAsync(Call call, Attempt attempt, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var held = attempt.Lease.Enter();
        try
        {
            return await AttemptLeasedAsync(call, attempt, progress, cancellationToken);
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(logger, CallDigest.Of(call.Id), call.Stage);
            return StageOutcome.NotMine;
        }
    }

    private async Task<StageOutcome> AttemptLeasedAsync(Call call, Attempt attempt, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (attempt.Number > MostAttempts)
        {
            return await SetAsideAsync(
                call,
                new(SetAsideCause.Died, $"The work after '{call.Stage}' ended {MostAttempts} times without a result, the process with it; look into the log and try again."),
                cancellationToken);
        }

        await using var watch = new StageWatch(leases, attempt.Lease, clock, cancellationToken);
        try
        {
            await watch.WaitForAsync(RunNextStageAsync(call, attempt.SpeechModel, progress, watch.Token));
            return call.Stage == CallStage.Measured ? StageOutcome.Finished : StageOutcome.MovedOn;
        }
        catch (Exception exception) when (watch.Recalled || exception is LeaseLostException)
        {
            throw exception as LeaseLostException ?? new LeaseLostException(call.Id);
        }
        catch (InputException exception) when (!exception.Passing)
        {
            return await SetAsideAsync(call, new((SetAsideCause)exception.Fault, exception.Message, FailureTrace.Of(exception)), cancellationToken);
        }
        catch (Exception exception) when (MachineTrouble.Is(exception) || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // The machine's trouble, however long it lasts, says nothing about the call; nor does an orderly stop.
            await ReturnAsync(attempt.Lease, counts: false);
            throw;
        }
        catch (Exception exception) when (attempt.Number < MostAttempts)
        {
            Log.StageFailed(logger, CallDigest.Of(call.Id), call.Stage, attempt.Number, FailureTrace.Of(exception));
            await ReturnAsync(attempt.Lease, counts: true);
            throw;
        }
        catch (Exception exception)
        {
            Log.StageFailed(logger, CallDigest.Of(call.Id), call.Stage, attempt.Number, FailureTrace.Of(exception));
            return await SetAsideAsync(
                call,
                new(
                    SetAsideCause.Failed,
                    $"The work after '{call.Stage}' failed {MostAttempts} times, at last with {exception.GetType().Name}; look into the log and try again.",
                    FailureTrace.Of(exception)),
                cancellationToken);
        }
    }

    private async Task RunNextStageAsync(Call call, string? speechModel, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var span = new StageSpan(call.Stage switch { CallStage.TakenIn => "transcribe", CallStage.Transcribed => "measure", _ => "score" }, failures, clock);
        span.About(call.Id);
        try
        {
            await RunStageAsync(call, speechModel, progress, cancellationToken);
            span.Done(heard: call.Stage == CallStage.TakenIn ? call.Duration : null);
        }
        catch (Exception exception)
        {
            span.Failed(exception);
            throw;
        }
    }

    private async Task RunStageAsync(Call call, string? speechModel, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var pipeline = await pipelines.ForAsync(call.Stage == CallStage.TakenIn ? speechModel : null, cancellationToken);
        if (call.Stage == CallStage.TakenIn) await pipeline.TranscribeAsync(call.Id, progress, cancellationToken);
        else if (call.Stage == CallStage.Transcribed) await pipeline.MeasureAsync(call.Id, cancellationToken);
        else await events.ScoredAsync(call, await pipeline.ScoreAsync(call.Id, cancellationToken), cancellationToken);
    }

    private async Task ReturnAsync(Lease lease, bool counts)
    {
        try
        {
            await leases.ReturnAsync(lease, counts, CancellationToken.None);
        }
        catch (Exception exception) when (MachineTrouble.Is(exception))
        {
            if (!counts) owed[lease.CallId] = lease;
        }
    }

    private async Task<StageOutcome> SetAsideAsync(Call call, SetAside why, CancellationToken cancellationToken)
    {
        await quarantine.SetAsideAsync(call.Id, why, cancellationToken);
        Log.CallQuarantined(logger, CallDigest.Of(call.Id), call.Stage, why.Cause);
        await events.SetAsideAsync(call, why.Cause, cancellationToken);
        return StageOutcome.Quarantined;
    }
}
