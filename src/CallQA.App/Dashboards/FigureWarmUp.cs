using System.Diagnostics.CodeAnalysis;

namespace CallQA.App.Dashboards;

/// <summary>Reads the figures of all calls when the pages start, so that the first dashboard need not wait for it.</summary>
internal sealed class FigureWarmUp(FigureMemory memory, ILogger<FigureWarmUp> logger) : BackgroundService
{
    /// <inheritdoc />
    [SuppressMessage("Design", "CA1031", Justification = "The first dashboard reads them, then, and tells what is wrong.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await memory.AskAsync(calls => calls.Count(), stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.FiguresNotRead(logger, FailureTrace.Of(exception));
        }
    }
}
