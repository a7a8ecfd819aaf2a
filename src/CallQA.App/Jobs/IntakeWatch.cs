namespace CallQA.App.Jobs;

/// <summary>How the intake folder is watched.</summary>
/// <param name="Quiet">So long a file must stay unchanged before it is taken.</param>
/// <param name="Period">Pause between two looks.</param>
internal sealed record IntakePace(TimeSpan Quiet, TimeSpan Period);

/// <summary>
/// Looks through the intake folder every few seconds and enqueues what is complete. Looking is slower than being notified,
/// but works on every network share and misses nothing that came while the process was down. However many files lie there, a
/// stretch of them is under observation at a time: as those are taken in, the next ones follow.
/// </summary>
internal sealed class IntakeWatch(
    IntakeFolder folder, JobQueue queue, IntakePace pace, TimeProvider clock, ILogger<IntakeWatch> logger)
    : BackgroundService
{
    /// <summary>Most recordings under observation, and most lists.</summary>
    public const int Stretch = 2000;

    /// <summary>Most files in the queue at once.</summary>
    public const int Window = 500;

    /// <summary>So long a recording waits for lists at most; a file still there after it is handed in again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // A folder that takes longer to look through for lists does not hold its recordings up any more.
    private static readonly TimeSpan LongestWalk = TimeSpan.FromSeconds(30);

    // The look for lists goes on at the next look after so long, and recordings are handed in between.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(500);

    // While more files are ready than the queue holds, it is filled up so often: small ones are taken in faster than looks come.
    private static readonly TimeSpan Refilling = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, WatchedFile> recordings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WatchedFile> lists = new(StringComparer.Ordinal);

    private IEnumerator<string>? round;
    private IEnumerator<string?>? walk;
    private bool leftBehind;

    /// <summary>How many files are under observation.</summary>
    public int Watched => recordings.Count + lists.Count;

    /// <summary>One look.</summary>
    /// <returns>The paths that were enqueued.</returns>
    public IReadOnlyList<string> Look()
    {
        Forget();
        Admit();
        FindLists();
        return HandIn();
    }

    /// <summary>Fills the queue up with what was found ready at the last look and had no room.</summary>
    /// <returns>The paths that were enqueued.</returns>
    public IReadOnlyList<string> Refill()
    {
        if (!leftBehind) return [];
        Forget();
        return HandIn();
    }

    public override void Dispose()
    {
        round?.Dispose();
        walk?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var begun = clock.GetTimestamp();
            Try(Look);
            // On a slow share at most half of the time.
            var taken = clock.GetElapsedTime(begun);
            await PauseAsync(taken > pace.Period ? taken : pace.Period, stoppingToken);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stoppingToken)
    {
        var begun = clock.GetTimestamp();
        while (leftBehind && clock.GetElapsedTime(begun) + Refilling < pause)
        {
            await Task.Delay(Refilling, clock, stoppingToken);
            Try(Refill);
        }

        if (pause - clock.GetElapsedTime(begun) is { Ticks: > 0 } rest) await Task.Delay(rest, clock, stoppingToken);
    }

    private void Try(Func<IReadOnlyList<string>> look)
    {
        try
        {
            look();
        }
#pragma warning disable CA1031 // A share that is away for a while must not end the watching.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.IntakeFailed(logger, FailureTrace.Of(exception));
            BeginAnew();
        }
    }

    private void BeginAnew()
    {
        round?.Dispose();
        walk?.Dispose();
        (round, walk, leftBehind) = (null, null, false);
    }

    // What is gone was taken in or away. A recording that stays although it was handed in makes room: its turn comes again.
    private void Forget()
    {
        foreach (var gone in recordings.Values.Where(file => !file.Look() || IsOverdue(file)).ToList()) recordings.Remove(gone.Path);
        foreach (var gone in lists.Values.Where(file => !file.Look()).ToList()) lists.Remove(gone.Path);
    }

    // The round goes on where it stopped, so that every file has its turn.
    private void Admit()
    {
        while (recordings.Count < Stretch)
        {
            round ??= folder.Recordings().GetEnumerator();
            if (!round.MoveNext())
            {
                round.Dispose();
                round = null;
                return;
            }

            if (!recordings.ContainsKey(round.Current)) recordings.Add(round.Current, new(round.Current, clock));
        }
    }

    private void FindLists()
    {
        var begun = clock.GetTimestamp();
        walk ??= folder.Lists().GetEnumerator();
        while (walk.MoveNext())
        {
            if (walk.Current is { } list && lists.Count < Stretch && !lists.ContainsKey(list)) lists.Add(list, new(list, clock));
            if (clock.GetElapsedTime(begun) > Slice) return;
        }

        walk.Dispose();
        walk = null;
        // Later lists, or one that keeps growing, do not hold up what was seen before for ever.
        IReadOnlyCollection<string> present = [.. lists.Keys];
        foreach (var recording in recordings.Values) recording.Lists ??= present;
    }

    private List<string> HandIn()
    {
        // Lists before recordings: a row may say who is on which channel.
        List<WatchedFile> ready =
        [
            .. lists.Values.Where(list => list.HandedIn is null || IsOverdue(list)).Where(IsQuiet).OrderBy(list => list.Path, StringComparer.Ordinal),
            .. recordings.Values.Where(recording => recording.HandedIn is null && !IsWaiting(recording)).Where(IsQuiet).OrderBy(recording => recording.Path, StringComparer.Ordinal),
        ];
        leftBehind = false;
        if (ready.Count == 0) return [];
        var known = queue.Files();
        // The rest at a later look: the queue holds a window of the folder.
        var room = Math.Max(0, Window - known.Count);
        foreach (var file in ready.Where(file => known.Contains(file.Path))) file.HandedIn = clock.GetTimestamp();
        List<WatchedFile> handedIn = [.. ready.Where(file => !known.Contains(file.Path))];
        leftBehind = handedIn.Count > room;
        if (leftBehind) handedIn.RemoveRange(room, handedIn.Count - room);
        foreach (var file in handedIn)
        {
            queue.EnqueueIntake(file.Path);
            file.HandedIn = clock.GetTimestamp();
        }

        return handedIn.ConvertAll(file => file.Path);
    }

    private bool IsQuiet(WatchedFile file) => file.IsQuiet(pace.Quiet);

    private bool IsWaiting(WatchedFile recording) => recording.Lists is { } first
        ? clock.GetElapsedTime(recording.FirstSeen) <= Patience && first.Any(list => lists.TryGetValue(list, out var file) && !IsOverdue(file))
        : clock.GetElapsedTime(recording.FirstSeen) <= LongestWalk;

    private bool IsOverdue(WatchedFile file) => file.HandedIn is { } since && clock.GetElapsedTime(since) > Patience;
}
