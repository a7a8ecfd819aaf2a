using System.Diagnostics.CodeAnalysis;
using CallQA.App.Storage;

namespace CallQA.App.Jobs;

/// <summary>
/// Keeps the lease of a call while a stage of it is at work, and stops the stage when nobody wants its result any more:
/// an operator cancelled or erased the call, or another process took it over. A stage that does not end when the process is
/// to end is left behind, so that its call can be handed back in time.
/// </summary>
internal sealed class StageWatch : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    // Of the ten seconds that a process has to end in: the rest is for handing back and for the others.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly CallProgress progress;
    private readonly Lease lease;
    private readonly TimeProvider clock;
    private readonly CancellationToken processEnds;
    private readonly CancellationTokenSource stop;
    private readonly CancellationTokenSource end = new();
    private readonly Task watching;

    public StageWatch(CallProgress progress, Lease lease, TimeProvider clock, CancellationToken cancellationToken)
    {
        (this.progress, this.lease, this.clock, processEnds) = (progress, lease, clock, cancellationToken);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        watching = WatchAsync();
    }

    /// <summary>For the stage.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>Whether the result is no longer wanted.</summary>
    public bool Recalled { get; private set; }

    /// <summary>Waits for the stage; when the process is to end, for a few seconds more.</summary>
    /// <exception cref="OperationCanceledException">The process is to end. What the stage would still store is refused by its token.</exception>
    public async Task WaitForAsync(Task stage)
    {
        var ends = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (processEnds.Register(ends.SetResult)) await Task.WhenAny(stage, ends.Task);
        try
        {
            await (ends.Task.IsCompleted ? stage.WaitAsync(Patience, clock) : stage);
        }
        catch (TimeoutException) when (!stage.IsCompleted)
        {
            throw new OperationCanceledException(processEnds);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await watching;
        end.Dispose();
        stop.Dispose();
    }

    private async Task WatchAsync()
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

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps one renewal from its end, the next one is tried; what is stored is held against the lease.")]
    private async Task<bool> RenewAsync()
    {
        // A connection that hangs must not cost the lease.
        using var limit = new CancellationTokenSource(Period, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, limit.Token);
        try
        {
            return await progress.RenewAsync(lease, either.Token);
        }
        catch (Exception) when (!end.IsCancellationRequested)
        {
            return true;
        }
    }
}
