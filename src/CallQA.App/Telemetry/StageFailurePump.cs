namespace CallQA.App.Telemetry;

/// <summary>Enters every few seconds which attempts at stages have failed in this process.</summary>
internal sealed class StageFailurePump(StageFailures failures, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryEnterAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends; what is left is entered when its services are disposed of.
        }
    }

    private async Task TryEnterAsync(CancellationToken cancellationToken)
    {
        try
        {
            await failures.EnterAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && StageFailures.IsForLater(exception))
        {
            // Told elsewhere where it matters; nothing counted is lost by it.
        }
    }
}
