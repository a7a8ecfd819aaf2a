using System.Text;

namespace CallQA.Recordings;

/// <summary>
/// Writes a file so that a reader sees the old content or the new, never a half: into a temporary file in the same folder,
/// flushed to the disk, then moved over the target.
/// </summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a file through a stream; missing folders are created.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="write">Writes the content; the file is left as it was when this throws.</param>
    /// <param name="cancellationToken">Stops the writing; the file is left as it was.</param>
    /// <exception cref="InputException">The folder or file cannot be written (<see cref="InputFault.Unreadable"/>).</exception>
    public static async Task WriteAsync(
        string path,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var target = Path.GetFullPath(path);
        // The name stays short whatever the target's length, or a legal long name could not be written.
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Guid.NewGuid():N}.tmp");
        try
        {
            await using (var stream = Create(temporary, target))
            {
                await write(stream, cancellationToken);
                await stream.FlushAsync(cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            Replace(temporary, target);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes bytes; missing folders are created.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="cancellationToken">Stops the writing; the file is left as it was.</param>
    /// <exception cref="InputException">The folder or file cannot be written (<see cref="InputFault.Unreadable"/>).</exception>
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        WriteAsync(path, (stream, token) => stream.WriteAsync(content, token).AsTask(), cancellationToken);

    /// <summary>Writes text as UTF-8 without a byte order mark; missing folders are created.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="cancellationToken">Stops the writing; the file is left as it was.</param>
    /// <exception cref="InputException">The folder or file cannot be written (<see cref="InputFault.Unreadable"/>).</exception>
    public static Task WriteTextAsync(string path, string content, CancellationToken cancellationToken) =>
        WriteAsync(path, Utf8.GetBytes(content), cancellationToken);

    private static FileStream Create(string temporary, string target)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65536, useAsync: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(target, exception);
        }
    }

    private static void Replace(string temporary, string target)
    {
        try
        {
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(target, exception);
        }
    }

    private static InputException Unwritable(string target, Exception cause) => new(
        InputFault.Unreadable,
        $"The file '{target}' cannot be written ({cause.Message.TrimEnd('.')}); check that its folder exists, may be written by this user and has space.",
        cause);
}
