using System.IO.Enumeration;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Recordings.Sources;

namespace CallQA.App.Jobs;

/// <summary>The intake folder as files: which may be taken, what they are called, where refused ones go.</summary>
internal sealed class IntakeFolder
{
    /// <summary>What is appended to a refused file's name for the file with its reason.</summary>
    public const string ReasonSuffix = ".reason.txt";

    private static readonly EnumerationOptions Options = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        // Links could lead anywhere; hidden files are what copying programs write before they rename.
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System,
    };

    private static readonly string[] Unfinished = [".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload"];

    private readonly string quarantine;

    public IntakeFolder(string root, string quarantine)
    {
        Root = Path.GetFullPath(root);
        this.quarantine = quarantine;
    }

    public string Root { get; }

    /// <summary>
    /// All files but lists and sidecars that are neither hidden, linked nor marked as unfinished, one after the other as the folder is gone
    /// through: it may hold very many.
    /// </summary>
    /// <exception cref="UnauthorizedAccessException">The folder itself may not be read; one below it is passed over.</exception>
    /// <exception cref="IOException">The folder itself cannot be read.</exception>
    public IEnumerable<string> Recordings() =>
        IsThere() ? Walk((ref FileSystemEntry entry) => IsList(entry.FileName) || Sidecar.IsSidecar(entry.FileName) ? null : entry.ToFullPath()).OfType<string>() : [];

    /// <summary>The same of the sidecars.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder itself may not be read; one below it is passed over.</exception>
    /// <exception cref="IOException">The folder itself cannot be read.</exception>
    public IEnumerable<string> Sidecars() =>
        IsThere() ? Walk((ref FileSystemEntry entry) => Sidecar.IsSidecar(entry.FileName) ? entry.ToFullPath() : null).OfType<string>() : [];

    /// <summary>The same of the lists; null for every other file that is passed, so that whoever goes through may stop in between.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder itself may not be read; one below it is passed over.</exception>
    /// <exception cref="IOException">The folder itself cannot be read.</exception>
    public IEnumerable<string?> Lists() => IsThere() ? Walk((ref FileSystemEntry entry) => IsList(entry.FileName) ? entry.ToFullPath() : null) : [];

    /// <summary>Whether a name, without folders, can be a recording's.</summary>
    public static bool IsRecording(string name) => IsWanted(name) && !IsList(name) && !Sidecar.IsSidecar(name);

    public static bool IsList(ReadOnlySpan<char> path) => Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>The path below the intake folder, with forward slashes.</summary>
    public string RelativeOf(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Whether a path lies inside the folder and reaches it without links.</summary>
    public bool Holds(string path)
    {
        var full = Path.GetFullPath(path);
        if (!full.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return false;
        for (FileSystemInfo? part = new FileInfo(full); part is not null && part.FullName.Length > Root.Length; part = ParentOf(part))
            if (part.LinkTarget is not null) return false;
        return true;
    }

    /// <summary>Where a refused file of this name will lie: nobody else gets the place while it is held, and a process that dies gives it free.</summary>
    /// <exception cref="IOException">The folder of the refused files cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public ReservedPlace Reserve(string path)
    {
        DurableFolder.Create(quarantine);
        var name = Path.GetFileName(path);
        for (var number = 1; ; number++)
        {
            var place = Path.Combine(quarantine, number == 1 ? name : $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}");
            if (!File.Exists(place) && ReservedPlace.TryReserve(place) is { } reserved) return reserved;
        }
    }

    /// <summary>Moves a refused file to its place, its reason in a text file beside it.</summary>
    /// <exception cref="IOException">It cannot be moved, or another file has taken the place.</exception>
    /// <exception cref="InputException">The reason cannot be written.</exception>
    public static async Task SetAsideAsync(string path, string place, string reason, CancellationToken cancellationToken)
    {
        await AtomicFile.WriteTextAsync(place + ReasonSuffix, reason + "\n", cancellationToken);
        var part = place + ".part";
        if (MountPoint.Of(path) == MountPoint.Of(place))
        {
            File.Delete(part);
            AtomicFile.Publish(path, place, overwrite: false);
            return;
        }

        // Between two file systems a move is a copy and a removal: a half copy must not take the file's place.
        await CopyAsync(path, part, cancellationToken);
        AtomicFile.Publish(part, place, overwrite: false);
        File.Delete(path);
    }

    private static async Task CopyAsync(string path, string copy, CancellationToken cancellationToken)
    {
        await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var target = new FileStream(copy, FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            await source.CopyToAsync(target, cancellationToken);
            target.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(copy);
            throw;
        }
    }

    private bool IsThere()
    {
        if (!Directory.Exists(Root)) return false;
        // The walk passes over what it may not read, even its own root, which then looks empty.
        using var probe = Directory.EnumerateFileSystemEntries(Root).GetEnumerator();
        probe.MoveNext();
        return true;
    }

    private FileSystemEnumerable<string?> Walk(FileSystemEnumerable<string?>.FindTransform transform) => new(Root, transform, Options)
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsWanted(entry.FileName),
        ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.FileName.StartsWith('.'),
    };

    private static bool IsWanted(ReadOnlySpan<char> name)
    {
        if (name.StartsWith('.') || name.StartsWith('~') || name.EndsWith('~')) return false;
        foreach (var extension in Unfinished)
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) return false;
        return true;
    }

    private static DirectoryInfo? ParentOf(FileSystemInfo part) =>
        part is FileInfo file ? file.Directory : ((DirectoryInfo)part).Parent;
}
