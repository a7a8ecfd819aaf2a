using System.Runtime.InteropServices;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Large blocks of native memory, each mapped on its own. glibc stops doing so for blocks of up to 32 MiB once one of that size was freed, and
/// then keeps what lies between blocks in use: after weights were rearranged and windows decoded, 150 to 250 MiB of nothing.
/// </summary>
internal static partial class LargeBlocks
{
    private const int MappingThreshold = -3;
    private const int Smallest = 256 << 10;

    /// <summary>Has the C library hand large blocks back to the system when they are freed, for the whole process.</summary>
    public static void MapApart()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = Set(MappingThreshold, Smallest);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such setting and needs none.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Set(int parameter, int value);
}
