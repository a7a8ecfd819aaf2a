using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace CallQA.Interchange;

/// <summary>
/// The signed form of vCon: JSON Web Signature in the general JSON serialization (RFC 7515, 7.2.1) with the signer's certificates in <c>x5c</c>. A signature
/// that is broken or whose signer is not trusted counts for nothing; one good one is enough.
/// </summary>
internal static class SignedVcon
{
    private const int MostSignatures = 8;
    private const int MostCertificates = 10;

    // Object identifiers in DER, as certificates name the curves: 1.2.840.10045.3.1.7 and 1.3.132.0.34.
    private static ReadOnlySpan<byte> P256 => [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];

    private static ReadOnlySpan<byte> P384 => [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22];

    /// <summary>Whether this is the signed form.</summary>
    public static bool Is(JsonElement root) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty("payload", out _);

    /// <summary>The vCon inside and who signed it, once a trusted signature has been found good.</summary>
    /// <param name="root">The signed form.</param>
    /// <param name="trusted">Whose signatures count.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InputException">Nobody is trusted, or no signature is good (<see cref="InputFault.Metadata"/>).</exception>
    /// <exception cref="FormatException">It is not the form of the specification.</exception>
    public static (byte[] Vcon, Provenance Signer) Open(JsonElement root, TrustedSigners? trusted, string path)
    {
        if (trusted is null)
            throw Refuse(path, "is signed, and no signer is trusted", "name the trusted certificates in CallQA:Vcon:TrustedFile, or hand in the unsigned form");
        var payload = root.GetProperty("payload").GetString() ?? throw new FormatException("its payload is no text");
        if (!root.TryGetProperty("signatures", out var signatures) || signatures.ValueKind != JsonValueKind.Array || signatures.GetArrayLength() is 0 or > MostSignatures)
            throw new FormatException($"its 'signatures' is no list of 1 to {MostSignatures} signatures");
        string? objection = null;
        foreach (var signature in signatures.EnumerateArray())
        {
            var (problem, id, signer) = CheckIfReadable(signature, payload, trusted);
            if (problem is null)
                return (Content(payload, id, path), signer!);
            objection ??= problem;
        }

        throw Refuse(path, objection!, "have it signed by somebody who is trusted, or add the certificate to CallQA:Vcon:TrustedFile");
    }

    // One that is not in the form counts for nothing, like one that is not good: another may be.
    private static (string? Problem, string? Id, Provenance? Signer) CheckIfReadable(JsonElement entry, string payload, TrustedSigners trusted)
    {
        try
        {
            return Check(entry, payload, trusted);
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return ("has a signature that is not in the form of RFC 7515", null, null);
        }
    }

    private static (string? Problem, string? Id, Provenance? Signer) Check(JsonElement entry, string payload, TrustedSigners trusted)
    {
        var guarded = entry.GetProperty("protected").GetString() ?? throw new FormatException("its protected header is no text");
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(guarded));
        var headers = Headers(document.RootElement, entry);
        if (headers.ContainsKey("crit"))
            return ("is signed with extensions that are not known here (crit)", null, null);
        if (!headers.TryGetValue("x5c", out var listed) || listed.ValueKind != JsonValueKind.Array || listed.GetArrayLength() is 0 or > MostCertificates)
            return ("names no certificate of its signer (x5c), and nothing is fetched from other machines", null, null);
        var chain = new X509Certificate2Collection();
        try
        {
            foreach (var certificate in listed.EnumerateArray())
                chain.Add(X509CertificateLoader.LoadCertificate(Convert.FromBase64String(certificate.GetString() ?? "")));
            var algorithm = headers.TryGetValue("alg", out var named) ? named.GetString() : null;
            var good = IsGood(algorithm, chain[0], Encoding.ASCII.GetBytes($"{guarded}.{payload}"), Base64Url.DecodeFromChars(entry.GetProperty("signature").GetString()));
            var problem = good switch
            {
                null => $"is signed with '{algorithm}', which is not supported",
                false => "was changed after it was signed, or its signature is another's",
                true => trusted.Objection(chain),
            };
            return (problem, headers.TryGetValue("uuid", out var id) ? id.GetString() : null, problem is null ? SignerOf(chain[0]) : null);
        }
        catch (CryptographicException)
        {
            return ("has a certificate that cannot be read", null, null);
        }
        finally
        {
            foreach (var certificate in chain)
                certificate.Dispose();
        }
    }

    private static Provenance SignerOf(X509Certificate2 certificate)
    {
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return new(Recordings.ShownValue.Of(name.Length > 0 ? name : certificate.Subject), Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)));
    }

    // A name may stand in both headers, which the draft's own examples do, if it says the same.
    private static Dictionary<string, JsonElement> Headers(JsonElement guarded, JsonElement entry)
    {
        var all = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        JsonElement[] parts = entry.TryGetProperty("header", out var open) ? [guarded, open] : [guarded];
        foreach (var property in parts.SelectMany(part => part.EnumerateObject()))
        {
            if (!all.TryAdd(property.Name, property.Value) && !JsonElement.DeepEquals(all[property.Name], property.Value))
                throw new FormatException($"its two headers differ about '{property.Name}'");
        }

        return all;
    }

    private static bool? IsGood(string? algorithm, X509Certificate2 signer, byte[] text, byte[] signature)
    {
        using var rsa = signer.GetRSAPublicKey();
        using var ecdsa = signer.GetECDsaPublicKey();
        return (algorithm, rsa, ecdsa) switch
        {
            ("RS256", { } key, _) => key.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            ("RS384", { } key, _) => key.VerifyData(text, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            ("RS512", { } key, _) => key.VerifyData(text, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            ("PS256", { } key, _) => key.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            ("ES256", _, { } key) when IsOn(P256, signer) => key.VerifyData(text, signature, HashAlgorithmName.SHA256),
            ("ES384", _, { } key) when IsOn(P384, signer) => key.VerifyData(text, signature, HashAlgorithmName.SHA384),
            _ => null,
        };
    }

    // Other curves have keys of the same length, and RFC 7518 (3.4) wants these.
    private static bool IsOn(ReadOnlySpan<byte> curve, X509Certificate2 signer) => signer.PublicKey.EncodedParameters is { } named && named.RawData.AsSpan().SequenceEqual(curve);

    private static byte[] Content(string payload, string? id, string path)
    {
        var content = Unpacked(payload, path);
        using var inside = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = VconReader.Deepest });
        if (id is not null && inside.RootElement.TryGetProperty("uuid", out var own) && !string.Equals(own.GetString(), id, StringComparison.OrdinalIgnoreCase))
            throw Refuse(path, $"is signed as '{id}' and holds '{Recordings.ShownValue.Of(own.GetString() ?? "")}'", "export it again");
        return content;
    }

    /// <summary>The content of a payload, which may be packed with gzip.</summary>
    /// <param name="text">The payload in base64url.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="FormatException">It is not base64url.</exception>
    /// <exception cref="InputException">It is longer than is read.</exception>
    public static byte[] Unpacked(string text, string path)
    {
        var payload = Base64Url.DecodeFromChars(text);
        if (payload is not [0x1F, 0x8B, ..])
            return payload;
        using var packed = new GZipStream(new MemoryStream(payload), CompressionMode.Decompress);
        using var content = new MemoryStream();
        var block = new byte[81_920];
        for (int count; (count = packed.Read(block)) > 0; content.Write(block, 0, count))
        {
            if (content.Length + count > VconReader.LongestContent)
                throw Refuse(path, $"is longer than {VconReader.LongestContent >> 20} MiB when unpacked", "hand in the recording itself");
        }

        return content.ToArray();
    }

    private static InputException Refuse(string path, string what, string remedy) => new(InputFault.Metadata, $"The vCon '{path}' {what}; {remedy}.");
}
