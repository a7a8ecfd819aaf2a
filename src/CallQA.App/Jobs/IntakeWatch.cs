namespace CallQA.App.Jobs;

/// <summary>
/// Looks through the intake folder every few seconds and enqueues what is complete. Looking is slower than being notified,
/// but works on every network share and misses nothing that came while the process was down.
/// </summary>
internal sealed class IntakeWatch(
    IntakeFolder folder, StableFiles stable, JobQueue queue, TimeSpan period, TimeProvider clock, ILogger<IntakeWatch> logger)
    : BackgroundService
{
    /// <summary>So long a recording waits for lists at most; a file still there after it is handed in again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Most files in the queue at once.</summary>
    private const int Window = 500;

    /// <summary>A look at a folder of very many files takes long; it is not taken more often than one part in so many of the time.</summary>
    private const int Rest = 10;

    private readonly Dictionary<string, long> handedIn = new(StringComparer.Ordinal);

    // The lists that lay there when a recording was first seen: later ones, or one that keeps growing, do not hold it up for ever.
    private readonly Dictionary<string, Wait> waits = new(StringComparer.Ordinal);

    /// <summary>One look.</summary>
    /// <returns>The paths that were enqueued.</returns>
    public IReadOnlyList<string> Look()
    {
        var files = folder.Files();
        var present = files.Select(file => file.FullName).ToHashSet(StringComparer.Ordinal);
        Forget(present);
        var wait = new Wait(clock.GetTimestamp(), [.. present.Where(IntakeFolder.IsList)]);
        foreach (var path in present.Where(path => !IntakeFolder.IsList(path))) waits.TryAdd(path, wait);
        // Lists before recordings: a row may say who is on which channel.
        var ready = stable.Select(files).Select(file => file.FullName)
            .Where(path => !handedIn.ContainsKey(path) || IsOverdue(path))
            .Where(path => IntakeFolder.IsList(path) || !IsWaiting(waits[path], present))
            .ToList();
        if (ready.Count == 0) return ready;

        // The rest at a later look: the queue holds a window of the folder.
        ready = [.. ready.Take((int)Math.Max(0, Window - queue.WaitingForIntake()))];
        if (ready.Count == 0) return ready;
        var outstanding = queue.Outstanding();
        foreach (var path in ready) handedIn[path] = clock.GetTimestamp();
        ready.RemoveAll(outstanding.Contains);
        ready.ForEach(queue.EnqueueIntake);
        return ready;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var begun = clock.GetTimestamp();
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

            var rest = Rest * clock.GetElapsedTime(begun);
            await Task.Delay(rest > period ? rest : period, clock, stoppingToken);
        }
    }

    private void Forget(HashSet<string> present)
    {
        foreach (var gone in handedIn.Keys.Where(path => !present.Contains(path)).ToList()) handedIn.Remove(gone);
        foreach (var gone in waits.Keys.Where(path => !present.Contains(path)).ToList()) waits.Remove(gone);
    }

    private bool IsWaiting(Wait wait, HashSet<string> present) =>
        clock.GetElapsedTime(wait.Since) <= Patience && wait.Lists.Any(list => present.Contains(list) && !IsOverdue(list));

    private bool IsOverdue(string path) =>
        handedIn.TryGetValue(path, out var since) && clock.GetElapsedTime(since) > Patience;

    private readonly record struct Wait(long Since, IReadOnlyList<string> Lists);
}
