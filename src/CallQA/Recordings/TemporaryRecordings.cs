namespace CallQA.Recordings;

/// <summary>
/// Folders for what is made of a recording while it is taken in: with a header, out of a vCon, joined of its parties' files. They go with the intake, and
/// what a killed process left is removed later: it is audio that nobody encrypted.
/// </summary>
public static class TemporaryRecordings
{
    private const string Prefix = "callqa-";

    private static readonly string[] Purposes = ["raw", "vcon", "parties"];
    private static readonly TimeSpan LongestIntake = TimeSpan.FromDays(1);

    /// <summary>Removes the folders of this user that killed processes left: those that nothing was written into for a day.</summary>
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
                if (now - Directory.GetLastWriteTimeUtc(folder) <= LongestIntake)
                    continue;
                Directory.Delete(folder, recursive: true);
                removed++;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another user's, or another process was faster.
            }
        }

        return removed;
    }
}
