using CallQA.App.Settings;
using CallQA.App.Storage;

namespace CallQA.App.Webhooks;

/// <summary>Looks every few seconds whether messages are due. Of several processes with one data directory the one that holds the lock sends.</summary>
internal sealed class WebhookPump(WebhookSender sender, CallQASettings settings, TimeProvider clock, ILogger<WebhookPump> logger) : BackgroundService
{
    private const string LockName = "webhooks.lock";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TrySendAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends; what was not sent is sent later.
        }
    }

    private async Task TrySendAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!Directory.Exists(settings.WebhooksPath)) return;
            await using var held = new FileStream(Path.Combine(settings.WebhooksPath, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            // Whoever takes all of them is sent the next ones at once.
            while (await sender.SendAsync(cancellationToken) == WebhookSender.MostAtOnce) { }
        }
        catch (IOException)
        {
            // Another process is sending, or the folder is away for a moment.
        }
        catch (Exception exception) when (exception is InputException or UnauthorizedAccessException || MachineTrouble.Is(exception))
        {
            Log.WebhookFailed(logger, FailureTrace.Of(exception));
        }
    }
}
