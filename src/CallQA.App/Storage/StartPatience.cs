namespace CallQA.App.Storage;

/// <summary>What a process does at its start waits for a database that comes up later, or is just being restarted.</summary>
internal static class StartPatience
{
    private const int Attempts = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Does it, again after a pause while the machine is in trouble; what is still in the way after a minute is thrown.</summary>
    public static async Task RunAsync(Func<CancellationToken, Task> start, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await start(cancellationToken);
                return;
            }
            catch (Exception exception) when (attempt < Attempts && MachineTrouble.Is(exception))
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
