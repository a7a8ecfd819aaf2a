using CallQA.App.Storage;

namespace CallQA.App.Jobs;

/// <summary>
/// Keeps the lease of a call while a stage of it is at work, and stops the stage when nobody wants its result any more:
/// an operator cancelled or erased the call, or another process took it over.
/// </summary>
internal sealed class StageWatch : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly CallProgress progress;
    private readonly string callId;
    private readonly CancellationTokenSource stop;
    private readonly CancellationTokenSource end = new();
    private readonly Task watching;

    public StageWatch(CallProgress progress, string callId, TimeProvider clock, CancellationToken cancellationToken)
    {
        (this.progress, this.callId) = (progress, callId);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        watching = WatchAsync(clock);
    }

    /// <summary>For the stage.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>Whether the result is no longer wanted.</summary>
    public bool Recalled { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await watching;
        end.Dispose();
        stop.Dispose();
    }

    private async Task WatchAsync(TimeProvider clock)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token))
            {
                if (await RenewAsync()) continue;
                Recalled = true;
                await stop.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The stage is over.
        }
    }

    private async Task<bool> RenewAsync()
    {
        try
        {
            return await progress.RenewAsync(callId, end.Token);
        }
        catch (Exception exception) when (MachineTrouble.Is(exception))
        {
            // The database is away: the stage goes on, and so does the watch when it is back.
            return true;
        }
    }
}
