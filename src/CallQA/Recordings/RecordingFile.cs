using CallQA.Recordings.Encryption;
using CallQA.Recordings.Wave;

namespace CallQA.Recordings;

/// <summary>A recording's file, with its key where it is encrypted. What is read of it is always the recording.</summary>
/// <param name="Path">The file.</param>
/// <param name="Key">What it is encrypted with; null for a plain file.</param>
public sealed record RecordingFile(string Path, DataKey? Key = null)
{
    /// <summary>The name of the key that a file is encrypted with, in lower-case hexadecimal; null for a plain file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InputException">It cannot be read (<see cref="InputFault.Unreadable"/>).</exception>
    public static async Task<string?> KeyOfAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = InputFile.OpenRead(path);
        try
        {
            return await KeyOfAsync(stream, cancellationToken);
        }
        catch (IOException exception)
        {
            throw InputFile.Unreadable(path, exception);
        }
    }

    /// <summary>The same of a stream, of which the first bytes are read.</summary>
    public static async Task<string?> KeyOfAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var head = new byte[EncryptedFormat.HeaderLength];
        var count = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return count == head.Length && EncryptedFormat.IsEncrypted(head) ? EncryptedFormat.KeyOf(head) : null;
    }

    /// <summary>Opens the recording for reading from its start.</summary>
    /// <returns>A seekable stream, to be disposed by the caller.</returns>
    /// <exception cref="InputException">It cannot be read, or is damaged (<see cref="InputFault.Unreadable"/>).</exception>
    public Stream OpenRead() => Key is null ? InputFile.OpenRead(Path) : new EncryptedReadStream(EncryptedContent.Open(Path, Key));

    /// <summary>Opens the samples of a recording of which <paramref name="length"/> bytes were seen before.</summary>
    internal FrameStore OpenFrames(long start, long length) =>
        Key is null ? FrameFile.Open(Path, start, length) : new EncryptedFrames(EncryptedContent.Open(Path, Key), start, Path);
}
