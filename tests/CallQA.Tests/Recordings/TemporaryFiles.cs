namespace CallQA.Tests.Recordings;

/// <summary>Files and folders of some name in the folder for temporary files, which other tests and programs use at the same time.</summary>
/// <param name="pattern">Their names, with wildcards.</param>
internal sealed class TemporaryFiles(string pattern)
{
    // Left by programs that were killed.
    private readonly HashSet<string> before = [.. Directory.GetFileSystemEntries(Path.GetTempPath(), pattern)];

    /// <summary>Whether all that came meanwhile are gone: those of others, which are there for a moment, after something that takes longer than that.</summary>
    public async Task ShouldBeGoneAsync(Func<Task> something)
    {
        var seen = Directory.GetFileSystemEntries(Path.GetTempPath(), pattern).Where(file => !before.Contains(file)).ToList();
        await something();
        seen.Where(Path.Exists).ShouldBeEmpty();
    }
}
