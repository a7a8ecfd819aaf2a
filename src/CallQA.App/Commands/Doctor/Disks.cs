using CallQA.App.Settings;
using CallQA.App.Storage;

namespace CallQA.App.Commands.Doctor;

/// <summary>Looks for room on the drives that hold what CallQA writes, on each once.</summary>
internal static class Disks
{
    private const long LittleSpace = 2L << 30;

    /// <summary>A finding for each drive.</summary>
    public static IReadOnlyList<Finding> Look(CallQASettings settings) =>
    [
        .. Folders(settings).GroupBy(folder => MountPoint.Of(Followed(folder.Path)) ?? folder.Path)
            .Select(drive => Look(drive.Key, string.Join(", ", drive.Select(folder => $"{folder.What} {folder.Path}")), [.. drive.Select(folder => folder.Setting).Distinct()])),
    ];

    private static Finding Look(string mount, string folders, string[] named)
    {
        var free = new DriveInfo(mount).AvailableFreeSpace;
        var found = $"{free >> 20} MiB free for {folders}";
        return free >= LittleSpace
            ? new($"disk {mount}", true, $"{found}.")
            : new($"disk {mount}", false, $"{found}; make room for at least {LittleSpace >> 20} MiB, or name a folder on another disk with {string.Join(" or ", named)}.");
    }

    private static IEnumerable<(string What, string Path, string Setting)> Folders(CallQASettings settings)
    {
        yield return ("the data directory", Path.GetFullPath(settings.DataDirectory), "CallQA:DataDirectory");
        if (settings.Store.Bucket is null) yield return ("recordings", Path.GetFullPath(settings.RecordingsPath), "CallQA:Store:Address");
        yield return ("the intake folder", Path.GetFullPath(settings.IntakePath), "CallQA:IntakeFolder");
        if (DatabaseLocation.Parse(settings.Database, settings.DataDirectory) is { Provider: DatabaseProvider.Sqlite, SqliteFile: var file })
            yield return ("the database", Path.GetDirectoryName(Path.GetFullPath(file))!, "ConnectionStrings:CallQA");
        yield return ("temporary files", Path.TrimEndingDirectorySeparator(Path.GetTempPath()), "TMPDIR");
    }

    // A folder may be a link to another drive.
    private static string Followed(string folder) => Directory.Exists(folder) ? Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder : folder;
}
