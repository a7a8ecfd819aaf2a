using System.Runtime.InteropServices;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Large blocks of native memory, each mapped on its own. glibc stops doing so for blocks of up to 32 MiB once one of that size was freed, and
/// then keeps what lies between blocks in use: after weights were rearranged and windows decoded, 150 to 250 MiB of nothing.
/// </summary>
internal static unsafe partial class LargeBlocks
{
    private const int MappingThreshold = -3;
    private const int Smallest = 256 << 10;
    private const int Alignment = 64;
    private const int HugePage = 2 << 20;
    private const int AskForHugePages = 14;

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

    /// <summary>
    /// Gets memory that is freed with <see cref="NativeMemory.AlignedFree"/>: large blocks in huge pages where the system has them. A new page is cleared and mapped when it is
    /// first written to, and on a virtual machine half a thousand small ones take longer than what a model's weights are converted in.
    /// </summary>
    public static nint Allocate(long bytes)
    {
        if (!OperatingSystem.IsLinux() || bytes < HugePage)
            return (nint)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
        var block = NativeMemory.AlignedAlloc((nuint)bytes, HugePage);
        _ = Advise(block, (nuint)(bytes / HugePage * HugePage), AskForHugePages);
        return (nint)block;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Set(int parameter, int value);
}
