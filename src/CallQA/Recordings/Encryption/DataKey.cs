using System.Security.Cryptography;

namespace CallQA.Recordings.Encryption;

/// <summary>The key of one recording and of everything audible that is made of it: 256 random bits, known by a random name that files tell.</summary>
public sealed class DataKey
{
    /// <summary>Bytes of a key's name.</summary>
    public const int IdLength = 16;

    /// <summary>Bytes of the key itself.</summary>
    public const int SecretLength = 32;

    private readonly byte[] id;
    private readonly byte[] secret;

    /// <summary>A key that is known.</summary>
    /// <param name="id">Its name, <see cref="IdLength"/> bytes; copied.</param>
    /// <param name="secret">The key, <see cref="SecretLength"/> bytes; copied.</param>
    /// <exception cref="ArgumentException">One of them has another length.</exception>
    public DataKey(ReadOnlySpan<byte> id, ReadOnlySpan<byte> secret)
    {
        if (id.Length != IdLength || secret.Length != SecretLength)
            throw new ArgumentException($"A key has a name of {IdLength} bytes and {SecretLength} bytes, not {id.Length} and {secret.Length}.");
        (this.id, this.secret) = (id.ToArray(), secret.ToArray());
    }

    /// <summary>The name, in lower-case hexadecimal.</summary>
    public string Name => Convert.ToHexStringLower(id);

    /// <summary>The name as files tell it.</summary>
    public ReadOnlySpan<byte> Id => id;

    /// <summary>The key itself: never stored or logged as it is.</summary>
    public ReadOnlySpan<byte> Secret => secret;

    /// <summary>A new one that nobody has had before.</summary>
    public static DataKey New() => new(RandomNumberGenerator.GetBytes(IdLength), RandomNumberGenerator.GetBytes(SecretLength));
}
