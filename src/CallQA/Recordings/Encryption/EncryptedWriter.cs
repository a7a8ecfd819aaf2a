using System.Security.Cryptography;

namespace CallQA.Recordings.Encryption;

/// <summary>
/// Encrypts what is written into a stream, in memory of two parts. What is not brought to its end by <see cref="CompleteAsync"/> is refused by whoever reads it.
/// </summary>
public sealed class EncryptedWriter : IDisposable
{
    private readonly Stream target;
    private readonly AesGcm cipher;
    private readonly byte[] header;
    private readonly byte[] part = new byte[EncryptedFormat.PartLength];
    private readonly byte[] sealedPart = new byte[EncryptedFormat.Stride];
    private int filled;
    private long number;

    /// <summary>Begins a file.</summary>
    /// <param name="target">Takes the encrypted bytes; it is left open.</param>
    /// <param name="key">The key.</param>
    public EncryptedWriter(Stream target, DataKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        this.target = target;
        header = EncryptedFormat.NewHeader(key);
        cipher = EncryptedFormat.CipherOf(header, key);
    }

    /// <summary>Encrypts more.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            // A full part waits until it is known whether it is the last one.
            if (filled == part.Length) await FlushPartAsync(last: false, cancellationToken);
            var count = Math.Min(bytes.Length, part.Length - filled);
            bytes.Span[..count].CopyTo(part.AsSpan(filled));
            filled += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Writes the end, without which the file is refused.</summary>
    public Task CompleteAsync(CancellationToken cancellationToken) => FlushPartAsync(last: true, cancellationToken);

    /// <summary>Forgets the key and what was written last.</summary>
    public void Dispose()
    {
        cipher.Dispose();
        CryptographicOperations.ZeroMemory(part);
    }

    private async Task FlushPartAsync(bool last, CancellationToken cancellationToken)
    {
        if (number == 0) await target.WriteAsync(header, cancellationToken);
        Encrypt(last);
        await target.WriteAsync(sealedPart.AsMemory(0, filled + EncryptedFormat.TagLength), cancellationToken);
        number++;
        filled = 0;
    }

    private void Encrypt(bool last)
    {
        Span<byte> nonce = stackalloc byte[EncryptedFormat.NonceLength];
        EncryptedFormat.WriteNonce(nonce, number, last);
        cipher.Encrypt(nonce, part.AsSpan(0, filled), sealedPart.AsSpan(0, filled), sealedPart.AsSpan(filled, EncryptedFormat.TagLength));
    }
}
