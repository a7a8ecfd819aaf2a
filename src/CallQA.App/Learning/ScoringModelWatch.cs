using CallQA.App.Settings;
using CallQA.App.Storage;

namespace CallQA.App.Learning;

/// <summary>Looks now and then whether other scoring models are in force, so that no process has to be started anew.</summary>
internal sealed class ScoringModelWatch(CallEngines engines, TimeProvider clock, ILogger<ScoringModelWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await engines.RefreshAsync(cancellationToken)) Log.ScoringModelTaken(logger, engines.Reader.Model);
        }
        catch (Exception exception) when (MachineTrouble.Is(exception))
        {
            // The file can be read again later; until then calls are scored as before.
        }
    }
}
