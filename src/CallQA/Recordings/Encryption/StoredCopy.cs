using System.Buffers;
using System.Security.Cryptography;

namespace CallQA.Recordings.Encryption;

/// <summary>Writes content as it is kept: plain, or encrypted under a key, in memory of few blocks.</summary>
public static class StoredCopy
{
    private const int BlockLength = 128 * 1024;

    /// <summary>Writes a whole stream.</summary>
    /// <param name="source">What is read, to its end.</param>
    /// <param name="target">Takes what is kept; it is left open.</param>
    /// <param name="key">The key; null to keep it plain.</param>
    /// <param name="cancellationToken">Stops; what was written encrypted is then refused when it is read.</param>
    public static Task WriteAsync(Stream source, Stream target, DataKey? key, CancellationToken cancellationToken) =>
        WriteAsync(source, target, key, digest: null, cancellationToken);

    /// <summary>The same, telling the content's hash on the way.</summary>
    /// <param name="source">What is read, to its end.</param>
    /// <param name="target">Takes what is kept; it is left open.</param>
    /// <param name="key">The key; null to keep it plain.</param>
    /// <param name="cancellationToken">Stops; what was written encrypted is then refused when it is read.</param>
    /// <returns>SHA-256 of what was read, as <see cref="ContentHash"/> has it.</returns>
    public static async Task<string> WriteHashedAsync(Stream source, Stream target, DataKey? key, CancellationToken cancellationToken)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await WriteAsync(source, target, key, digest, cancellationToken);
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static async Task WriteAsync(Stream source, Stream target, DataKey? key, IncrementalHash? digest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        using var writer = key is null ? null : new EncryptedWriter(target, key);
        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            while (await source.ReadAsync(block, cancellationToken) is > 0 and var count)
            {
                digest?.AppendData(block, 0, count);
                var read = block.AsMemory(0, count);
                await (writer is null ? target.WriteAsync(read, cancellationToken).AsTask() : writer.WriteAsync(read, cancellationToken));
            }

            if (writer is not null) await writer.CompleteAsync(cancellationToken);
        }
        finally
        {
            // What people said must not come to light in somebody else's array.
            ArrayPool<byte>.Shared.Return(block, clearArray: true);
        }
    }
}
