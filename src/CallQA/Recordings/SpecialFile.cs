using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CallQA.Recordings;

/// <summary>
/// Tells files from what only looks like one in a folder: opening a pipe waits for a writer for ever, and a device never ends. It is asked without opening.
/// </summary>
public static partial class SpecialFile
{
    private const int CurrentFolder = -100;
    private const int Type = 1;
    private const int ResultLength = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;

    /// <summary>What lies at a path, links followed; null for a file or folder, for nothing, and where the system does not tell.</summary>
    /// <param name="path">The path.</param>
    /// <returns>"pipe", "socket" or "device".</returns>
    public static string? KindOf(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            Span<byte> result = stackalloc byte[ResultLength];
            return Ask(CurrentFolder, path, flags: 0, Type, result) == 0 ? KindOf(BinaryPrimitives.ReadUInt16LittleEndian(result[ModeOffset..]) & TypeMask) : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than the question.
            return null;
        }
    }

    private static string? KindOf(int mode) => mode switch
    {
        0x1000 => "pipe",
        0xC000 => "socket",
        0x2000 or 0x6000 => "device",
        _ => null,
    };

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Ask(int folder, string path, int flags, uint wanted, Span<byte> result);
}
