using CallQA.App.Settings;
using CallQA.App.Storage;
using Hangfire;

namespace CallQA.App.Jobs;

/// <summary>What a worker does before its first job: clear up after a killed process and enqueue what that left unfinished.</summary>
internal sealed class WorkerStart(
    RecordingFolder recordings,
    IRecurringJobManager recurring,
    Sweep sweep,
    CallQASettings settings,
    TimeProvider clock,
    ILogger<WorkerStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.IntakePath);
        var abandoned = recordings.RemoveAbandoned(clock.GetUtcNow());
        if (abandoned > 0) Log.AbandonedRemoved(logger, abandoned);
        RecurringJobs.Enter(recurring, settings);
        await sweep.RunAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
