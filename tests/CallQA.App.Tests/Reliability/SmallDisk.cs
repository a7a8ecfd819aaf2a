using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Reliability;

/// <summary>
/// A file system of a few MiB that can be filled to the last byte and freed. Where none may be mounted, a folder whose
/// <see cref="Points"/> refuse to keep anything while it is full.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Block = 4096;
    private readonly TemporaryFolder folder = new();

    public SmallDisk(int mebibytes)
    {
        // CALLQA_NO_MOUNT=1 tries the other way where mounting is allowed.
        IsMounted = Environment.GetEnvironmentVariable("CALLQA_NO_MOUNT") != "1"
            && Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m"), "tmpfs", folder.Path);
    }

    public bool IsMounted { get; }

    public bool IsFull { get; private set; }

    public string Data => folder.Of("data");

    /// <summary>What stands for the full disk where none is mounted; null where the disk itself answers.</summary>
    public KeepingPoints? Points => IsMounted ? null : new FullPoints(this);

    private string Ballast => folder.Of("ballast");

    /// <summary>Leaves no room.</summary>
    public void Fill()
    {
        IsFull = true;
        if (!IsMounted) return;
        var block = new byte[Block];
        try
        {
            using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (true) ballast.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free()
    {
        if (IsMounted) File.Delete(Ballast);
        IsFull = false;
    }

    public void Dispose()
    {
        if (IsMounted && !Run("umount", folder.Path)) Run("umount", "--lazy", folder.Path);
        folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private sealed class FullPoints(SmallDisk disk) : KeepingPoints
    {
        private const int NoSpaceLeft = 28;

        protected override void Pass()
        {
            if (disk.IsFull) throw new IOException("No space left on device", NoSpaceLeft);
        }
    }
}
