using System.Security.Cryptography;
using System.Text;

namespace CallQA.App.Storage.Encryption;

/// <summary>A master key: 256 random bits that the keys of recordings are wrapped under.</summary>
internal sealed class MasterKey
{
    private const int Length = 32;
    private const int TagLength = 16;
    private const int NonceLength = 12;
    private const int NameDigits = 16;

    private readonly byte[] secret;

    private MasterKey(byte[] secret)
    {
        this.secret = secret;
        Name = Convert.ToHexStringLower(SHA256.HashData([.. "callqa/master-key/1"u8, .. secret]))[..NameDigits];
    }

    /// <summary>What it is known by: digits of a digest, from which nobody finds the key.</summary>
    public string Name { get; }

    /// <summary>The key as files and the environment hold it.</summary>
    public string Text => Convert.ToBase64String(secret);

    /// <summary>A new one.</summary>
    public static MasterKey New() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Reads a key; null where the text is none.</summary>
    public static MasterKey? Parse(string text)
    {
        var bytes = new byte[Length + 1];
        return Convert.TryFromBase64String(text, bytes, out var count) && count == Length ? new(bytes[..Length]) : null;
    }

    /// <summary>Wraps a secret.</summary>
    /// <param name="plain">The secret.</param>
    /// <param name="owner">Whose it is: it is unwrapped for nobody else.</param>
    public byte[] Wrap(ReadOnlySpan<byte> plain, string owner)
    {
        var wrapped = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(secret, TagLength);
        cipher.Encrypt(wrapped.AsSpan(0, NonceLength), plain, wrapped.AsSpan(NonceLength, plain.Length), wrapped.AsSpan(NonceLength + plain.Length), Bound(owner));
        return wrapped;
    }

    /// <summary>The secret that was wrapped; null where it was not wrapped so.</summary>
    public byte[]? Unwrap(ReadOnlySpan<byte> wrapped, string owner)
    {
        if (wrapped.Length < NonceLength + TagLength) return null;
        var plain = new byte[wrapped.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(secret, TagLength);
        try
        {
            cipher.Decrypt(wrapped[..NonceLength], wrapped.Slice(NonceLength, plain.Length), wrapped[^TagLength..], plain, Bound(owner));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Bound(string owner) => Encoding.UTF8.GetBytes("callqa/data-key/1/" + owner);
}
