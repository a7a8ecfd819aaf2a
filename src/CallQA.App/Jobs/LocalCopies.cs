using CallQA.App.Buckets;
using CallQA.App.Review.Playback;
using CallQA.App.Storage;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Jobs;

/// <summary>
/// Takes care that what is erased is gone from every machine: again and again looks whether the copies here belong to a call,
/// whoever erased it, and whether recordings are left whose store was away when their calls were erased. What was made for players
/// goes after two weeks.
/// </summary>
internal sealed class LocalCopies(
    RecordingCopies copies, PlaybackFolder playback, CallErasure erasure, IDbContextFactory<CallQADbContext> contexts, TimeProvider clock, ILogger<LocalCopies> logger)
    : BackgroundService
{
    private const int Page = 500;

    // A copy is made before its call is committed.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    // What is made for players is bigger than compressed recordings and can be made again.
    private static readonly TimeSpan PlaybackKept = TimeSpan.FromDays(14);

    private readonly UnitOfWork work = new(contexts);

    /// <returns>How many recordings were removed of whose calls nothing is left.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var settled = clock.GetUtcNow() - Period;
        var removed = 0;
        foreach (var page in copies.MadeBefore(settled).Concat(LookThroughPlayback(settled)).Distinct().Chunk(Page))
        {
            var known = await work.ReadAsync(
                context => context.Calls.Where(row => page.Contains(row.ContentHash)).Select(row => row.ContentHash).ToHashSetAsync(cancellationToken), cancellationToken);
            foreach (var hash in page.Where(hash => !known.Contains(hash)))
            {
                copies.Remove(hash);
                playback.Remove(hash);
                removed++;
            }
        }

        return removed;
    }

    // One walk through a folder that may hold a file for every call of two weeks.
    private List<string> LookThroughPlayback(DateTimeOffset settled)
    {
        var made = playback.MadeBefore(settled).ToLookup(entry => entry.Value < (clock.GetUtcNow() - PlaybackKept).UtcDateTime, entry => entry.Key);
        foreach (var hash in made[true]) playback.Remove(hash);
        return [.. made[false]];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TemporaryRecordings.RemoveAbandoned(clock.GetUtcNow());
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryLookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    private async Task TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            TemporaryRecordings.RemoveAbandoned(clock.GetUtcNow());
            await LookAsync(cancellationToken);
            await erasure.RemovePendingFilesAsync(cancellationToken);
        }
#pragma warning disable CA1031 // A database or share that is away for a while must not end the looking.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.CopiesFailed(logger, FailureTrace.Of(exception));
        }
    }
}
