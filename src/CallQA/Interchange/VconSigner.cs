using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace CallQA.Interchange;

/// <summary>
/// Signs vCons (RS256, general JSON serialization of RFC 7515). Names of the two headers are apart, as that standard wants: <c>alg</c> is guarded by the
/// signature, <c>x5c</c> and <c>uuid</c> stand beside it.
/// </summary>
public sealed class VconSigner : IDisposable
{
    private const int ShortestKey = 2048;

    // A multiple of three, so that pieces of base64 follow each other without padding.
    private const int Piece = 48 * 1024;

    private readonly RSA _key;
    private readonly X509Certificate2Collection _chain;

    private VconSigner(RSA key, X509Certificate2Collection chain) => (_key, _chain) = (key, chain);

    /// <summary>Takes a key and its certificates.</summary>
    /// <param name="certificates">PEM: the signer's certificate first, then those that lead to its authority.</param>
    /// <param name="key">PEM: the private RSA key, 2048 bits and more, not encrypted.</param>
    /// <exception cref="FormatException">One of them is not that, or they do not belong together; the message says which.</exception>
    public static VconSigner Create(string certificates, string key)
    {
        var chain = new X509Certificate2Collection();
        var rsa = RSA.Create();
        try
        {
            chain.ImportFromPem(certificates);
            rsa.ImportFromPem(key);
            // A public key is read as well, and nothing could be signed with it.
            rsa.ExportParameters(includePrivateParameters: true);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            throw new FormatException("the certificate or the private RSA key is not in PEM, or is encrypted", exception);
        }

        using var own = chain.Count == 0 ? null : chain[0].GetRSAPublicKey();
        if (own is not null && own.ExportParameters(false).Modulus.AsSpan().SequenceEqual(rsa.ExportParameters(false).Modulus) && rsa.KeySize >= ShortestKey)
            return new VconSigner(rsa, chain);
        rsa.Dispose();
        throw new FormatException($"the first certificate does not belong to the private RSA key, or that has fewer than {ShortestKey} bits");
    }

    /// <summary>Signs a vCon, piece by piece, whatever its length.</summary>
    /// <param name="vcon">The unsigned form; can seek.</param>
    /// <param name="uuid">Its identifier.</param>
    /// <param name="target">Takes the signed form, UTF-8.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public async Task SignAsync(Stream vcon, string uuid, Stream target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vcon);
        var guarded = Base64Url.EncodeToString("""{"alg":"RS256"}"""u8);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.ASCII.GetBytes(guarded + "."));
        await using var json = new Utf8JsonWriter(target);
        json.WriteStartObject();
        json.WritePropertyName("payload");
        var (bytes, text) = (new byte[Piece], new byte[Base64Url.GetEncodedLength(Piece)]);
        int count;
        do
        {
            count = await vcon.ReadAtLeastAsync(bytes, Piece, throwOnEndOfStream: false, cancellationToken);
            var written = Base64Url.EncodeToUtf8(bytes.AsSpan(0, count), text);
            digest.AppendData(text, 0, written);
            json.WriteStringValueSegment(text.AsSpan(0, written), isFinalSegment: count < Piece);
            await json.FlushAsync(cancellationToken);
        }
        while (count == Piece);
        json.WriteStartArray("signatures");
        json.WriteStartObject();
        json.WriteStartObject("header");
        json.WriteStartArray("x5c");
        foreach (var certificate in _chain)
            json.WriteBase64StringValue(certificate.RawData);
        json.WriteEndArray();
        json.WriteString("uuid", uuid);
        json.WriteEndObject();
        json.WriteString("protected", guarded);
        json.WriteString("signature", Base64Url.EncodeToString(_key.SignHash(digest.GetHashAndReset(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _key.Dispose();
}
