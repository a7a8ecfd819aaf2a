namespace CallQA.Recordings;

/// <summary>Keeps the paths of a call list inside its folder.</summary>
internal static class RecordingPath
{
    /// <summary>Why a path is refused, or null when it lies inside the folder.</summary>
    /// <param name="folder">The folder's full path.</param>
    /// <param name="file">The path as the list spells it, with either kind of slash.</param>
    /// <param name="relative">The path relative to the folder with forward slashes.</param>
    public static string? Resolve(string folder, string file, out string relative)
    {
        relative = file.Replace('\\', '/');
        if (relative.Contains("://", StringComparison.Ordinal))
            return "is an address";

        if (relative.StartsWith('/') || (relative.Length > 1 && relative[1] == ':'))
            return "is an absolute path";

        if (relative.Any(char.IsControl))
            return "holds a control character";

        var parts = relative.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        if (parts.Contains(".."))
            return "leads out of the folder";

        relative = string.Join('/', parts);
        var full = Path.GetFullPath(Path.Combine(folder, relative));
        return parts.Length > 0 && full.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? null
            : "names no file inside the folder";
    }
}
