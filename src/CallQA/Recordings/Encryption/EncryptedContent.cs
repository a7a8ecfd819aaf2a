using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace CallQA.Recordings.Encryption;

/// <summary>
/// An encrypted file, of which any part can be read: only that part is decrypted, and it is checked before a byte of it is given away. Opening reads the
/// last part, so that a file that was cut off is refused at once. Safe for concurrent use.
/// </summary>
internal sealed class EncryptedContent : IDisposable
{
    private readonly Lock turn = new();
    private readonly SafeFileHandle handle;
    private readonly AesGcm cipher;
    private readonly string path;
    private readonly long parts;
    private readonly byte[] sealedPart = new byte[EncryptedFormat.Stride];
    private readonly byte[] part = new byte[EncryptedFormat.PartLength];
    private long current = -1;

    private EncryptedContent(SafeFileHandle handle, ReadOnlySpan<byte> header, DataKey key, string path)
    {
        (this.handle, this.path) = (handle, path);
        var body = RandomAccess.GetLength(handle) - EncryptedFormat.HeaderLength;
        parts = (body + EncryptedFormat.Stride - 1) / EncryptedFormat.Stride;
        Length = body - (parts * EncryptedFormat.TagLength);
        cipher = EncryptedFormat.CipherOf(header, key);
    }

    /// <summary>Bytes before encryption.</summary>
    public long Length { get; }

    /// <exception cref="InputException">The file cannot be read, is damaged or was encrypted with another key.</exception>
    public static EncryptedContent Open(string path, DataKey key)
    {
        try
        {
            var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var header = new byte[EncryptedFormat.HeaderLength];
            var count = RandomAccess.Read(handle, header, 0);
            if (count < header.Length || !EncryptedFormat.IsEncrypted(header) || EncryptedFormat.KeyOf(header) != key.Name)
            {
                handle.Dispose();
                throw Damaged(path, 0);
            }

            var content = new EncryptedContent(handle, header, key, path);
            content.CheckEnd();
            return content;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputFile.Unreadable(path, exception);
        }
    }

    /// <summary>Reads up to the end.</summary>
    /// <returns>Bytes read; fewer than asked for only at the end.</returns>
    /// <exception cref="InputException">The file is damaged there, or cannot be read.</exception>
    public int Read(long offset, Span<byte> target)
    {
        var read = 0;
        lock (turn)
        {
            while (read < target.Length && offset < Length)
            {
                Load(offset / EncryptedFormat.PartLength);
                var at = (int)(offset % EncryptedFormat.PartLength);
                var count = Math.Min(LengthOf(current) - at, target.Length - read);
                part.AsSpan(at, count).CopyTo(target[read..]);
                read += count;
                offset += count;
            }
        }

        return read;
    }

    public void Dispose()
    {
        lock (turn)
        {
            handle.Dispose();
            cipher.Dispose();
            CryptographicOperations.ZeroMemory(part);
        }
    }

    private void CheckEnd()
    {
        if (parts > 0 && LengthOf(parts - 1) >= 0)
        {
            try
            {
                Load(parts - 1);
                return;
            }
            catch (InputException)
            {
                Dispose();
                throw;
            }
        }

        Dispose();
        throw Damaged(path, EncryptedFormat.HeaderLength);
    }

    private int LengthOf(long number) => number < parts - 1 ? EncryptedFormat.PartLength : (int)(Length - (number * EncryptedFormat.PartLength));

    private void Load(long number)
    {
        if (number == current) return;
        current = -1;
        var length = LengthOf(number);
        var place = EncryptedFormat.HeaderLength + (number * EncryptedFormat.Stride);
        var bytes = sealedPart.AsSpan(0, length + EncryptedFormat.TagLength);
        if (!Fill(bytes, place)) throw Damaged(path, place);
        Span<byte> nonce = stackalloc byte[EncryptedFormat.NonceLength];
        EncryptedFormat.WriteNonce(nonce, number, last: number == parts - 1);
        try
        {
            cipher.Decrypt(nonce, bytes[..length], bytes[length..], part.AsSpan(0, length));
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw Damaged(path, place, exception);
        }

        current = number;
    }

    private bool Fill(Span<byte> target, long place)
    {
        try
        {
            while (!target.IsEmpty)
            {
                if (RandomAccess.Read(handle, target, place) is not (> 0 and var count)) return false;
                place += count;
                target = target[count..];
            }

            return true;
        }
        catch (IOException exception)
        {
            throw InputFile.Unreadable(path, exception);
        }
    }

    private static InputException Damaged(string path, long place, Exception? cause = null) => new(
        InputFault.Unreadable, $"The encrypted file '{path}' is damaged, from byte {place} on it is not what was written; restore it from the backup and check the disk.", cause);
}
