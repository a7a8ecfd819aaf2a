using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;
using Hangfire;

namespace CallQA.App.Jobs;

/// <summary>What a worker does before its first job: clear up after a killed process and enqueue what that left unfinished.</summary>
internal sealed class WorkerStart(
    IKeptRecordings recordings,
    CallQADbContextFactory contexts,
    CallProgress progress,
    CallErasure erasure,
    IRecurringJobManager recurring,
    Sweep sweep,
    CallQASettings settings,
    TimeProvider clock,
    ILogger<WorkerStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.IntakePath);
        var abandoned = recordings.RemoveAbandoned(clock.GetUtcNow()) + TemporaryRecordings.RemoveAbandoned(clock.GetUtcNow());
        if (abandoned > 0) Log.AbandonedRemoved(logger, abandoned);
        await StartPatience.RunAsync(RecoverAsync, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        // With SQLite this is the only worker, so what is leased was leased by one that died.
        if (contexts.Location.Provider == DatabaseProvider.Sqlite) await progress.FreeAllAsync(cancellationToken);
        await erasure.TryRemovePendingFilesAsync(cancellationToken);
        await sweep.RunAsync(cancellationToken);
        RecurringJobs.Enter(recurring);
    }
}
