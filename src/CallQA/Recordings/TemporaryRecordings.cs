namespace CallQA.Recordings;

/// <summary>
/// Folders for what is made of a recording while it is taken in or decoded: with a header, out of a vCon, joined of its parties' files, decrypted for FFmpeg. They go
/// with the work, and what a killed process left is removed by the next one: it is audio that nobody encrypted.
/// </summary>
public static class TemporaryRecordings
{
    /// <summary>What their names begin with.</summary>
    internal const string Prefix = "callqa-";

    private static readonly string[] Purposes = ["raw", "vcon", "parties", "audio", "pcm"];
    private static readonly TimeSpan LongestIntake = TimeSpan.FromDays(1);

    // A folder is made first and held a moment later.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    /// <summary>Removes the folders of this user that killed processes left; what a process holds stays, however old it is.</summary>
    /// <param name="now">The time.</param>
    /// <returns>How many.</returns>
    public static int RemoveAbandoned(DateTimeOffset now) => RemoveAbandoned(Path.GetTempPath(), now);

    internal static int RemoveAbandoned(string temporary, DateTimeOffset now)
    {
        var removed = 0;
        foreach (var folder in Purposes.SelectMany(purpose => Directory.EnumerateDirectories(temporary, $"{Prefix}{purpose}-*")))
        {
            try
            {
                if (!IsAbandoned(folder, now - Directory.GetLastWriteTimeUtc(folder)))
                    continue;
                Directory.Delete(folder, recursive: true);
                removed++;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another user's, held by a process, or another one was faster.
            }
        }

        return removed;
    }

    private static bool IsAbandoned(string folder, TimeSpan age)
    {
        if (Path.Combine(folder, PrivateFolder.HeldName) is var held && !File.Exists(held))
            return age > LongestIntake;
        if (age <= Settled)
            return false;
        // Fails while a process holds it.
        using var unheld = new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        return true;
    }
}
