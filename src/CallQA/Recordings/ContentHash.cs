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
    public static async Task<string> ComputeAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = InputFile.OpenRead(path);
        try
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        }
        catch (IOException exception)
        {
            throw InputFile.Unreadable(path, exception);
        }
    }
}
