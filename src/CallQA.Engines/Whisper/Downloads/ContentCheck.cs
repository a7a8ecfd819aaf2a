using System.Buffers;
using System.Security.Cryptography;

namespace CallQA.Engines.Whisper.Downloads;

/// <summary>Hashes of a whole file.</summary>
/// <param name="Sha256">SHA-256, lower-case hexadecimal.</param>
/// <param name="Sha1">SHA-1, lower-case hexadecimal.</param>
internal sealed record ContentHashes(string Sha256, string Sha1);

/// <summary>Compares a file with what it should be.</summary>
internal static class ContentCheck
{
    /// <summary>Reads the stream from its start and hashes all of it.</summary>
    /// <param name="content">A stream that can be read from its start.</param>
    /// <param name="told">Told the bytes read so far.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<ContentHashes> HashAsync(Stream content, Action<long>? told, CancellationToken cancellationToken)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Nothing rests on SHA-1 alone where a SHA-256 is known; it is what the publisher lists.
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            content.Position = 0;
            for (var done = 0L; await content.ReadAsync(buffer, cancellationToken) is var read and > 0; told?.Invoke(done += read))
            {
                sha256.AppendData(buffer, 0, read);
                sha1.AppendData(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return new(Convert.ToHexStringLower(sha256.GetHashAndReset()), Convert.ToHexStringLower(sha1.GetHashAndReset()));
    }

    /// <summary>What is wrong, as a part of a sentence; null when all that is known agrees.</summary>
    public static string? FindDifference(ExpectedContent expected, long bytes, ContentHashes hashes)
    {
        if (expected.Bytes is { } length && length != bytes)
            return $"has {bytes} bytes instead of {length}";
        if (expected.Sha256 is { } sha256 && !sha256.Equals(hashes.Sha256, StringComparison.OrdinalIgnoreCase))
            return $"has the SHA-256 {hashes.Sha256} instead of {sha256}";
        return expected.Sha1 is { } sha1 && !sha1.Equals(hashes.Sha1, StringComparison.OrdinalIgnoreCase)
            ? $"has the SHA-1 {hashes.Sha1} instead of {sha1}"
            : null;
    }
}
