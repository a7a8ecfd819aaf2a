namespace CallQA.App.Settings;

/// <summary>Folders as they really lie, links followed, so that two names of one place are seen to be one.</summary>
internal static class FolderPath
{
    /// <summary>The full path with a separator at its end: a prefix of everything inside.</summary>
    public static string Of(string folder) => Resolve(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;

    /// <summary>Whether one folder is or contains the other, whichever way round.</summary>
    public static bool Overlap(string one, string other)
    {
        var (first, second) = (Of(one), Of(other));
        return first.StartsWith(second, StringComparison.Ordinal) || second.StartsWith(first, StringComparison.Ordinal);
    }

    /// <summary>Whether a file or folder is or lies inside the folder.</summary>
    public static bool Holds(string folder, string path) => Of(path).StartsWith(Of(folder), StringComparison.Ordinal);

    private static string Resolve(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        if (name.Length == 0 || Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path)) is not { } parent)
            return Path.TrimEndingDirectorySeparator(path).TrimEnd(Path.DirectorySeparatorChar);
        var here = new DirectoryInfo(Resolve(parent) + Path.DirectorySeparatorChar + name);
        return here.LinkTarget is null ? here.FullName : here.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? here.FullName;
    }
}
