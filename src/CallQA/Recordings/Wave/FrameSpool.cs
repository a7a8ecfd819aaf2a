using Microsoft.Win32.SafeHandles;

namespace CallQA.Recordings.Wave;

/// <summary>
/// Collects frames that come through a pipe: in memory up to a limit, in a temporary file from there on. With nothing in memory,
/// what is there can be read while more comes.
/// </summary>
/// <param name="inMemory">Most bytes kept in memory.</param>
/// <param name="path">The recording's name for messages.</param>
internal sealed class FrameSpool(long inMemory, string path) : IDisposable
{
    private FrameBlocks blocks = new();
    private SafeFileHandle? file;

    /// <summary>Bytes collected.</summary>
    public long Length { get; private set; }

    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (file is null && Length + bytes.Length <= inMemory)
            blocks.Append(bytes.Span);
        else
            await WriteAsync(bytes, cancellationToken);
        Length += bytes.Length;
    }

    /// <summary>What was collected; the spool gives it away.</summary>
    public FrameStore Take()
    {
        var taken = file;
        file = null;
        return taken is null ? blocks : new FrameFile(taken, 0, path);
    }

    /// <summary>Fills <paramref name="target"/> with the bytes from <paramref name="offset"/> on, which must be there and in the file.</summary>
    public void Read(long offset, Span<byte> target)
    {
        if (!target.IsEmpty) new FrameFile(file!, 0, path).Read(offset, target);
    }

    /// <summary>Closes what was not taken.</summary>
    public void Dispose() => file?.Dispose();

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            if (file is null)
            {
                file = FrameFile.CreateTemporary();
                var head = new byte[blocks.Length];
                blocks.Read(0, head);
                await RandomAccess.WriteAsync(file, head, 0, cancellationToken);
                blocks = new FrameBlocks();
            }

            await RandomAccess.WriteAsync(file, bytes, Length, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                InputFault.Unreadable,
                $"The decoded audio of '{path}' cannot be kept in the folder for temporary files '{Path.GetTempPath()}' ({exception.Message.TrimEnd('.')}); make room there or name another folder with TMPDIR.",
                exception) { Passing = true };
        }
    }
}
