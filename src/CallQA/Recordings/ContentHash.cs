using System.Security.Cryptography;

namespace CallQA.Recordings;

/// <summary>The identity of a recording: the same bytes are the same call, whatever the file is called.</summary>
public static class ContentHash
{
    /// <summary>Computes the SHA-256 of a file's content without loading it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="InputException">The file cannot be read (<see cref="InputFault.Unreadable"/>).</exception>
    public static Task<string> ComputeAsync(string path, CancellationToken cancellationToken) => ComputeAsync(new RecordingFile(path), cancellationToken);

    /// <summary>The same of a recording that may be encrypted: the SHA-256 of what was encrypted.</summary>
    /// <param name="recording">The file, with its key where it is encrypted.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InputException">The file cannot be read or is damaged (<see cref="InputFault.Unreadable"/>).</exception>
    public static async Task<string> ComputeAsync(RecordingFile recording, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recording);
        await using var stream = recording.OpenRead();
        try
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        }
        catch (IOException exception)
        {
            throw InputFile.Unreadable(recording.Path, exception);
        }
    }
}
