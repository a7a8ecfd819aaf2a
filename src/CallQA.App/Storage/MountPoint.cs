namespace CallQA.App.Storage;

/// <summary>Tells file systems apart.</summary>
internal static class MountPoint
{
    /// <summary>The file system that holds a file or folder, be it there yet or not: the one mounted closest above it.</summary>
    public static string? Of(string path)
    {
        var full = Path.GetFullPath(path) + Path.DirectorySeparatorChar;
        return DriveInfo.GetDrives().Select(drive => drive.Name)
            .Where(mount => full.StartsWith(mount.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .MaxBy(mount => mount.Length);
    }
}
