namespace CallQA.App.Jobs;

/// <summary>
/// Looks through the intake folder every few seconds and enqueues what is complete. Looking is slower than being notified,
/// but works on every network share and misses nothing that came while the process was down.
/// </summary>
internal sealed class IntakeWatch(
    IntakeFolder folder, StableFiles stable, JobQueue queue, TimeSpan period, TimeProvider clock, ILogger<IntakeWatch> logger)
    : BackgroundService
{
    /// <summary>A list this old holds recordings up no longer, and a file still there is handed in again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, long> handedIn = new(StringComparer.Ordinal);

    /// <summary>One look.</summary>
    /// <returns>The paths that were enqueued.</returns>
    public IReadOnlyList<string> Look()
    {
        var files = folder.Files();
        foreach (var gone in handedIn.Keys.Except(files.Select(file => file.FullName)).ToList()) handedIn.Remove(gone);
        // Lists before recordings: a row may say who is on which channel.
        var waitForLists = files.Any(file => IntakeFolder.IsList(file.FullName) && !IsOverdue(file.FullName));
        var ready = stable.Select(files).Select(file => file.FullName)
            .Where(path => !handedIn.ContainsKey(path) || IsOverdue(path))
            .Where(path => !waitForLists || IntakeFolder.IsList(path))
            .ToList();
        if (ready.Count == 0) return ready;

        var outstanding = queue.Outstanding();
        foreach (var path in ready) handedIn[path] = clock.GetTimestamp();
        ready.RemoveAll(outstanding.Contains);
        ready.ForEach(queue.EnqueueIntake);
        return ready;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);
        do
        {
            try
            {
                Look();
            }
#pragma warning disable CA1031 // A share that is away for a while must not end the watching.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.IntakeFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private bool IsOverdue(string path) =>
        handedIn.TryGetValue(path, out var since) && clock.GetElapsedTime(since) > Patience;
}
