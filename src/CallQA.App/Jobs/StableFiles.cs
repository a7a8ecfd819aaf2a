namespace CallQA.App.Jobs;

/// <summary>
/// Tells which files have stopped growing. It watches size and time of change itself instead of comparing the time with the
/// clock: network shares have clocks of their own, and some programs set a file's time back while still writing it.
/// </summary>
internal sealed class StableFiles(TimeSpan quiet, TimeProvider clock)
{
    private readonly Dictionary<string, Sighting> sightings = new(StringComparer.Ordinal);

    /// <summary>The files among these that were the same at every look for the quiet time. Files no longer there are forgotten.</summary>
    public IReadOnlyList<FileInfo> Select(IReadOnlyCollection<FileInfo> files)
    {
        var now = clock.GetTimestamp();
        var present = files.Select(file => file.FullName).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in sightings.Keys.Where(path => !present.Contains(path)).ToList()) sightings.Remove(gone);
        return [.. files.Where(file => IsStable(file, now))];
    }

    private bool IsStable(FileInfo file, long now)
    {
        var known = sightings.TryGetValue(file.FullName, out var first)
            && first.Length == file.Length && first.Changed == file.LastWriteTimeUtc;
        if (!known) sightings[file.FullName] = first = new(file.Length, file.LastWriteTimeUtc, now);
        return known && clock.GetElapsedTime(first.Since, now) >= quiet;
    }

    private readonly record struct Sighting(long Length, DateTime Changed, long Since);
}
