using System.Text;

namespace CallQA.Recordings;

/// <summary>
/// Writes a file so that a reader sees the old content or the new, never a half: into a temporary file in the same folder,
/// flushed to the disk, then moved over the target, whose folder is flushed as well.
/// </summary>
public static class AtomicFile
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a file through a stream; missing folders are created.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="write">Writes the content; the file is left as it was when this throws.</param>
    /// <param name="cancellationToken">Stops the writing; the file is left as it was.</param>
    /// <exception cref="InputException">The folder or file cannot be written (<see cref="InputFault.Unreadable"/>).</exception>
    public static Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        WriteAsync(path, write, overwrite: true, cancellationToken);

    private static async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, bool overwrite, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var target = Path.GetFullPath(path);
        // The name stays short whatever the target's length, or a legal long name could not be written.
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Guid.NewGuid():N}.tmp");
        try
        {
            DurableFolder.Create(Path.GetDirectoryName(target)!);
            await WriteNewAsync(temporary, write, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            Publish(temporary, target, overwrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                InputFault.Unreadable,
                $"The file '{target}' cannot be written ({exception.Message.TrimEnd('.')}); check that its folder exists, may be written by this user and has space.",
                exception) { Passing = exception.HResult is NoSpaceLeft or QuotaExceeded };
        }
        finally
        {
            if (File.Exists(temporary))
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

    /// <summary>Writes text as UTF-8 without a byte order mark into a file that is not there yet; missing folders are created.</summary>
    /// <param name="path">The file to write; one that is there stays as it is.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="cancellationToken">Stops the writing; no file is left.</param>
    /// <exception cref="InputException">The file is there, or it or its folder cannot be written (<see cref="InputFault.Unreadable"/>).</exception>
    public static Task CreateTextAsync(string path, string content, CancellationToken cancellationToken) => WriteAsync(
        path, (stream, token) => stream.WriteAsync(Utf8.GetBytes(content), token).AsTask(), overwrite: false, cancellationToken);

    /// <summary>Puts a finished file, whose content is on the disk, in its place, for good: no loss of power brings the old one back.</summary>
    /// <param name="temporary">The file, on the same disk.</param>
    /// <param name="target">Its place, in a folder that is there.</param>
    /// <param name="overwrite">Whether what lies there is replaced.</param>
    /// <exception cref="IOException">It cannot be moved, or something lies there that is not to be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be moved.</exception>
    public static void Publish(string temporary, string target, bool overwrite)
    {
#pragma warning disable RS0030 // Nothing else renames files.
        File.Move(temporary, target, overwrite);
#pragma warning restore RS0030
        DurableFolder.Flush(FolderOf(target));
    }

    /// <summary>The same of a folder, whose files are on the disk.</summary>
    /// <param name="temporary">The folder.</param>
    /// <param name="target">Its place, where nothing lies.</param>
    /// <exception cref="IOException">It cannot be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be moved.</exception>
    public static void PublishFolder(string temporary, string target)
    {
#pragma warning disable RS0030 // Nothing else renames folders.
        Directory.Move(temporary, target);
#pragma warning restore RS0030
        DurableFolder.Flush(FolderOf(target));
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))!;

    private static async Task WriteNewAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65536, useAsync: true);
        await write(stream, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        stream.Flush(flushToDisk: true);
    }
}
