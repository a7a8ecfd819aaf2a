using System.Collections.Concurrent;
using CallQA.App.Storage;
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

    /// <summary>Somebody else in this process is at work on the call, or the call is gone.</summary>
    NotMine,
}

/// <summary>
/// Takes a call one stage further: the same for the queue, the command line and the nightly run. Bad input sets the call
/// aside at once; any other failure is thrown for the caller to try again, until the attempts are used up. Trouble of the
/// machine is thrown as well and uses none up.
/// </summary>
internal sealed class CallWorker(
    CallPipeline pipeline, ICallStore store, CallProgress attempts, ILogger<CallWorker> logger)
{
    /// <summary>Attempts at one stage before the call is set aside, whether they failed or the process died.</summary>
    public const int MostAttempts = 6;

    private readonly ConcurrentDictionary<string, bool> atWork = new(StringComparer.Ordinal);

    public async Task<StageOutcome> AdvanceAsync(string callId, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (!atWork.TryAdd(callId, true)) return StageOutcome.NotMine;
        try
        {
            var call = await store.FindAsync(callId, cancellationToken);
            if (call is null) return StageOutcome.NotMine;
            if (call.Quarantine is not null) return StageOutcome.Quarantined;
            if (call.Stage == CallStage.Scored) return StageOutcome.Finished;
            return await AttemptAsync(call, progress, cancellationToken);
        }
        finally
        {
            atWork.TryRemove(callId, out _);
        }
    }

    private async Task<StageOutcome> AttemptAsync(Call call, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var attempt = await attempts.BeginAsync(call.Id, cancellationToken);
        if (attempt > MostAttempts)
        {
            return await SetAsideAsync(
                call, $"The work after '{call.Stage}' ended {MostAttempts} times without a result, the process with it; look into the log and try again.", cancellationToken);
        }

        try
        {
            await RunNextStageAsync(call, progress, cancellationToken);
            return call.Stage == CallStage.Measured ? StageOutcome.Finished : StageOutcome.MovedOn;
        }
        catch (InputException exception) when (!exception.Passing)
        {
            return await SetAsideAsync(call, exception.Message, cancellationToken);
        }
        catch (InputException)
        {
            // The machine's trouble, however long it lasts, says nothing about the call.
            await attempts.TakeBackAsync(call.Id, CancellationToken.None);
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await attempts.TakeBackAsync(call.Id, CancellationToken.None);
            throw;
        }
        catch (Exception exception) when (attempt == MostAttempts)
        {
            Log.StageFailed(logger, exception, call.Id, call.Stage, attempt);
            return await SetAsideAsync(
                call, $"The work after '{call.Stage}' failed {MostAttempts} times, at last with {exception.GetType().Name}; look into the log and try again.", cancellationToken);
        }
    }

    private Task RunNextStageAsync(Call call, IProgress<double>? progress, CancellationToken cancellationToken) => call.Stage switch
    {
        CallStage.TakenIn => pipeline.TranscribeAsync(call.Id, progress, cancellationToken),
        CallStage.Transcribed => pipeline.MeasureAsync(call.Id, cancellationToken),
        _ => pipeline.ScoreAsync(call.Id, cancellationToken),
    };

    private async Task<StageOutcome> SetAsideAsync(Call call, string reason, CancellationToken cancellationToken)
    {
        await store.QuarantineAsync(call.Id, reason, cancellationToken);
        Log.CallQuarantined(logger, call.Id, call.Stage);
        return StageOutcome.Quarantined;
    }
}
