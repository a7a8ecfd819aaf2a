using CallQA.App.Review.Queue;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Playback;

/// <summary>
/// Makes ready what the player needs of the calls that are due next in the review queue, before anybody opens them: to decode a compressed
/// recording of an hour takes seconds.
/// </summary>
internal sealed class PlaybackAhead(
    IDbContextFactory<CallQADbContext> contexts, EfCallStore calls, PlaybackFolder playback, TimeProvider clock, ILogger<PlaybackAhead> logger)
    : BackgroundService
{
    /// <summary>So many calls are made ready: a reviewer's day. Each minute of a compressed recording takes up to 4 MB.</summary>
    public const int Calls = 40;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private readonly UnitOfWork work = new(contexts);

    /// <returns>How many calls are ready.</returns>
    public async Task<int> PrepareAsync(CancellationToken cancellationToken)
    {
        var ready = 0;
        foreach (var id in await DueNextAsync(cancellationToken))
        {
            if (await calls.FindAsync(id, cancellationToken) is not { } call) continue;
            try
            {
                await playback.PeaksAsync(call, cancellationToken);
                ready++;
            }
            catch (InputException)
            {
                // Who opens the call is told what is wrong with its recording; the others are made ready nevertheless.
            }
        }

        return ready;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
            {
                await TryPrepareAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    private Task<List<string>> DueNextAsync(CancellationToken cancellationToken) => work.ReadAsync(
        context => WaitingCalls.Ordered(WaitingCalls.WithForm(context)).Take(Calls).Select(task => task.CallId).ToListAsync(cancellationToken),
        cancellationToken);

    private async Task TryPrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
        }
#pragma warning disable CA1031 // A database or share that is away for a while must not end it: players still get what they ask for, later.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.PlaybackNotReady(logger, FailureTrace.Of(exception));
        }
    }
}
