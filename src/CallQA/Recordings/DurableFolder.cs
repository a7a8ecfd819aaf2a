using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CallQA.Recordings;

/// <summary>
/// Makes names in a folder outlast a loss of power: a file that was flushed and renamed is surely there afterwards only when its folder was flushed as well.
/// Windows does so by itself.
/// </summary>
public static partial class DurableFolder
{
    /// <summary>Called with each folder that is flushed: afterwards no system tells of it.</summary>
    internal static readonly AsyncLocal<Action<string>?> Flushed = new();

    private const int CloseOnExecution = 0x80000;
    private const int NotPermitted = 1;
    private const int AccessDenied = 13;

    /// <summary>Creates a folder with those above it that are missing, each of them durable.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">It cannot be created, or the disk does not answer.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static void Create(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Directory.Exists(full))
            return;
        var parent = Path.GetDirectoryName(full);
        if (parent is not null)
            Create(parent);
        Directory.CreateDirectory(full);
        if (parent is not null)
            Flush(parent);
    }

    /// <summary>Waits until the folder's names are on the disk. A folder that may be written but not read, or a share that knows no such thing, is left alone.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">The disk does not answer.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = Open(folder, OperatingSystem.IsLinux() ? CloseOnExecution : 0);
        var error = Marshal.GetLastPInvokeError();
        if (!handle.IsInvalid)
            RandomAccess.FlushToDisk(handle);
        else if (error is not (NotPermitted or AccessDenied))
            throw new IOException($"The folder '{folder}' cannot be flushed to the disk ({Marshal.GetPInvokeErrorMessage(error)}).", error);
        Flushed.Value?.Invoke(folder);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);
}
