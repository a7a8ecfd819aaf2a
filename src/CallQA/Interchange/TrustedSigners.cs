using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CallQA.Interchange;

/// <summary>
/// The certificates whose signatures count: a signer's own, or that of an authority that issued it. Nothing is asked of other machines: neither missing
/// certificates nor lists of revoked ones.
/// </summary>
/// <param name="certificates">The certificates; at least one.</param>
/// <param name="time">Tells whether a certificate holds today.</param>
public sealed class TrustedSigners(X509Certificate2Collection certificates, TimeProvider time)
{
    private const int ShortestRsaKey = 2048;
    private const X509KeyUsageFlags ForSigning = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;

    /// <summary>Reads certificates in PEM.</summary>
    /// <param name="pem">One or more certificates; keys beside them are passed over.</param>
    /// <param name="time">Tells whether a certificate holds today.</param>
    /// <returns>Null when there is none.</returns>
    public static TrustedSigners? Parse(string pem, TimeProvider time)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            return null;
        }

        return certificates.Count > 0 ? new TrustedSigners(certificates, time) : null;
    }

    /// <summary>Why a signer is not trusted; null when it is.</summary>
    /// <param name="chain">The signer's certificate, then those that lead to an authority.</param>
    internal string? Objection(X509Certificate2Collection chain)
    {
        var signer = chain[0];
        var now = time.GetUtcNow().UtcDateTime;
        if (now < signer.NotBefore.ToUniversalTime() || now > signer.NotAfter.ToUniversalTime())
            return $"is signed with a certificate that holds from {signer.NotBefore.ToUniversalTime():yyyy-MM-dd} to {signer.NotAfter.ToUniversalTime():yyyy-MM-dd} only";
        using (var key = signer.GetRSAPublicKey())
        {
            if (key is { KeySize: < ShortestRsaKey })
                return $"is signed with an RSA key of {key.KeySize} bits where {ShortestRsaKey} are the fewest";
        }

        if (signer.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage && (usage.KeyUsages & ForSigning) == 0)
            return "is signed with a certificate whose key is not for signing (key usage)";
        return IsTrusted(signer) || IsIssued(signer, chain, now)
            ? null
            : $"is signed by '{signer.GetNameInfo(X509NameType.SimpleName, forIssuer: false)}', whom no trusted certificate vouches for";
    }

    private bool IsTrusted(X509Certificate2 certificate) => certificates.Any(trusted => trusted.RawData.AsSpan().SequenceEqual(certificate.RawData));

    // An authority that is trusted need not be a root: what is above it is of no interest, and what is below it must be without fault.
    private bool IsIssued(X509Certificate2 signer, X509Certificate2Collection others, DateTime now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(certificates);
        chain.ChainPolicy.ExtraStore.AddRange(others);
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now;
        return chain.Build(signer) && chain.ChainElements.Skip(1).Any(element => IsTrusted(element.Certificate));
    }
}
