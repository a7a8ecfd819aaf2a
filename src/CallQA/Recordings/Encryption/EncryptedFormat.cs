using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CallQA.Recordings.Encryption;

/// <summary>
/// The form of encrypted files, as <c>docs/file-formats.md</c> tells it: a header of 64 bytes, then parts of 64 KiB, each encrypted with AES-256-GCM and
/// followed by its tag. Number of the part and whether it is the last are in the nonce, so that parts that are left out, cut off, put elsewhere or
/// taken from another file are found out.
/// </summary>
internal static class EncryptedFormat
{
    /// <summary>Bytes before the first part.</summary>
    public const int HeaderLength = 64;

    /// <summary>Bytes of a part before it is encrypted; the last one may have fewer.</summary>
    public const int PartLength = 64 * 1024;

    /// <summary>Bytes behind a part that tell whether it is what was written.</summary>
    public const int TagLength = 16;

    /// <summary>Bytes of a nonce.</summary>
    public const int NonceLength = 12;

    /// <summary>Bytes of a whole part in the file.</summary>
    public const int Stride = PartLength + TagLength;

    private const int IdAt = 16;
    private const int SaltAt = IdAt + DataKey.IdLength;
    private const int SaltLength = 32;

    private static ReadOnlySpan<byte> Mark => "CALLQAE\x01"u8;

    /// <summary>Whether a file that begins like this is encrypted; no recording begins so.</summary>
    /// <param name="head">Its first bytes.</param>
    public static bool IsEncrypted(ReadOnlySpan<byte> head) => head.StartsWith(Mark);

    /// <summary>The header of a new file.</summary>
    public static byte[] NewHeader(DataKey key)
    {
        var header = new byte[HeaderLength];
        Mark.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(Mark.Length), PartLength);
        key.Id.CopyTo(header.AsSpan(IdAt));
        RandomNumberGenerator.Fill(header.AsSpan(SaltAt, SaltLength));
        return header;
    }

    /// <summary>The name of the key that a file was encrypted with, in lower-case hexadecimal.</summary>
    /// <param name="header">The file's header.</param>
    public static string KeyOf(ReadOnlySpan<byte> header) => Convert.ToHexStringLower(header.Slice(IdAt, DataKey.IdLength));

    /// <summary>What a file's parts are encrypted with: no two files have the same, so that nonces may begin at zero in each.</summary>
    public static AesGcm CipherOf(ReadOnlySpan<byte> header, DataKey key)
    {
        Span<byte> own = stackalloc byte[DataKey.SecretLength];
        // The whole header counts: with one bit changed in it, no part can be read.
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Secret, own, header.Slice(SaltAt, SaltLength), header);
        var cipher = new AesGcm(own, TagLength);
        CryptographicOperations.ZeroMemory(own);
        return cipher;
    }

    /// <summary>The nonce of a part.</summary>
    public static void WriteNonce(Span<byte> nonce, long part, bool last)
    {
        nonce.Clear();
        nonce[0] = last ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(nonce[(NonceLength - sizeof(long))..], part);
    }
}
