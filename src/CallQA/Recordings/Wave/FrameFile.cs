using Microsoft.Win32.SafeHandles;

namespace CallQA.Recordings.Wave;

/// <summary>Frames in a file: the recording's own, or one that vanishes with its handle.</summary>
/// <param name="handle">The open file, closed with the store.</param>
/// <param name="start">Where the frames begin in it.</param>
/// <param name="path">The recording's name for messages.</param>
internal sealed class FrameFile(SafeFileHandle handle, long start, string path) : FrameStore, IDisposable
{
    /// <summary>Opens a recording's own file, of which <paramref name="length"/> bytes were seen before.</summary>
    public static FrameFile Open(string path, long start, long length)
    {
        try
        {
            var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var file = new FrameFile(handle, start, path);
            if (RandomAccess.GetLength(handle) >= length)
                return file;

            file.Dispose();
            throw Changed(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputFile.Unreadable(path, exception);
        }
    }

    /// <summary>A new file that nobody else can open and that is gone when the store is disposed or the program ends.</summary>
    public static SafeFileHandle CreateTemporary()
    {
        if (OperatingSystem.IsWindows())
        {
            var name = Path.Combine(Path.GetTempPath(), $"{TemporaryRecordings.Prefix}{Guid.NewGuid():N}.pcm");
            return File.OpenHandle(name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        }

        // An open file may lose its name and its folder where a killed program would otherwise leave them behind.
        using var folder = PrivateFolder.Create("pcm");
        return File.OpenHandle(folder.At("samples"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    public override void Read(long offset, Span<byte> target)
    {
        try
        {
            while (!target.IsEmpty)
            {
                var count = RandomAccess.Read(handle, target, start + offset);
                if (count == 0)
                    throw Changed(path);

                offset += count;
                target = target[count..];
            }
        }
        catch (IOException exception)
        {
            throw InputFile.Unreadable(path, exception);
        }
    }

    public void Dispose() => handle.Dispose();

    private static InputException Changed(string path) => new(
        InputFault.Unreadable, $"The recording '{path}' became shorter while it was being read; wait until no other program writes it, and try again.") { Passing = true };
}
