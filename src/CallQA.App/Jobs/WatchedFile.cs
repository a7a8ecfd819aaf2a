namespace CallQA.App.Jobs;

/// <summary>
/// A file of the intake folder under observation. It is complete when it was the same at every look for a while: size and time
/// of change are watched instead of comparing the time with the clock, because network shares have clocks of their own, and some
/// programs set a file's time back while still writing it.
/// </summary>
internal sealed class WatchedFile
{
    private readonly TimeProvider clock;
    private SeenFile seen;
    private long since;

    public WatchedFile(string path, TimeProvider clock)
    {
        (Path, this.clock, FirstSeen) = (path, clock, clock.GetTimestamp());
        (seen, since) = (SeenFile.Of(path), FirstSeen);
    }

    public string Path { get; }

    /// <summary>The first look, by the clock's counter.</summary>
    public long FirstSeen { get; }

    /// <summary>When it was handed to the queue, by the clock's counter; null when it was not.</summary>
    public long? HandedIn { get; set; }

    /// <summary>The lists that lay there when it was first seen; null until the folder has been looked through for them since.</summary>
    public IReadOnlyCollection<string>? Lists { get; set; }

    /// <summary>Looks at the file.</summary>
    /// <returns>Whether it is still there.</returns>
    public bool Look()
    {
        var now = SeenFile.Of(Path);
        if (now != seen) (seen, since) = (now, clock.GetTimestamp());
        return now.Length >= 0;
    }

    /// <summary>Whether it was the same for so long.</summary>
    public bool IsQuiet(TimeSpan quiet) => clock.GetElapsedTime(since) >= quiet;
}
