using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using CallQA.Interchange;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.Tests.Interchange;

/// <summary>vCons in the signed form: what is signed comes back, what was changed or is nobody's we trust does not.</summary>
public sealed class SignedVconTests : IDisposable
{
    private const string Uuid = "018ff3e4-1d2c-8a00-8000-0123456789ab";

    private static readonly DateTimeOffset Now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly RSA key = RSA.Create(2048);
    private readonly X509Certificate2 own;
    private readonly FakeTimeProvider clock = new(Now);

    public SignedVconTests() => own = SelfSigned(key, "CN=recorder.example");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static byte[] Vcon(int length = 10) => Encoding.UTF8.GetBytes(
        $$"""{"uuid":"{{Uuid}}","created_at":"2026-03-31T12:10:00Z","parties":[],"dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","parties":[],"encoding":"base64url","body":"{{Base64Url.EncodeToString(new byte[length])}}"}]}""");

    [Theory]
    [InlineData(10)]
    [InlineData(36_000)]
    [InlineData(200_000)]
    public async Task ReadAsync_OpensWhatWasSigned(int length)
    {
        var signed = await SignAsync(Vcon(length));

        var read = await ReadAsync(signed, Trusting(own));

        read.Recording.Length.ShouldBe(length);
        read.Signer.ShouldBe(new Provenance("recorder.example", Convert.ToHexStringLower(SHA256.HashData(own.RawData))));
        var jws = JsonNode.Parse(signed)!;
        var header = jws["signatures"]![0]!["header"]!;
        ((string)header["uuid"]!, (string)header["x5c"]![0]!).ShouldBe((Uuid, Convert.ToBase64String(own.RawData)));
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars((string)jws["signatures"]![0]!["protected"]!)).ShouldBe("""{"alg":"RS256"}""");
    }

    [Fact]
    public async Task ReadAsync_TrustsWhoeverATrustedAuthorityVouchesFor()
    {
        using var rootKey = RSA.Create(2048);
        using var root = SelfSigned(rootKey, "CN=root", authority: true);
        using var leaf = Issued(root, key, "CN=leaf");
        using var signer = VconSigner.Create(leaf.ExportCertificatePem() + "\n" + root.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());

        (await ReadAsync(await SignAsync(Vcon(), signer), Trusting(root))).Recording.Length.ShouldBe(10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAsync_TrustsWhoeverATrustedIntermediateVouchesFor_AndNobodyWhoOnlyBearsItsName(bool isGenuine)
    {
        using var rootKey = RSA.Create(2048);
        using var root = SelfSigned(rootKey, "CN=root", authority: true);
        using var trustedKey = RSA.Create(2048);
        using var trusted = Authority(root, trustedKey);
        using var forgedKey = RSA.Create(2048);
        using var forged = Authority(root, forgedKey);
        var issuer = isGenuine ? trusted : forged;
        using var leaf = Issued(issuer, key, "CN=leaf");
        foreach (var beside in (X509Certificate2[][])[[], [issuer], [trusted, root], [issuer, root]])
        {
            using var signer = VconSigner.Create(string.Join('\n', beside.Prepend(leaf).Select(certificate => certificate.ExportCertificatePem())), key.ExportPkcs8PrivateKeyPem());
            var signed = await SignAsync(Vcon(), signer);

            if (isGenuine) (await ReadAsync(signed, Trusting(trusted))).Recording.Length.ShouldBe(10);
            else (await RefusalAsync(JsonNode.Parse(signed)!, Trusting(trusted))).ShouldContain("is signed by 'leaf', whom no trusted certificate vouches for");
        }
    }

    [Fact]
    public async Task ReadAsync_Refuses_WhenATrustedSignerIssuesCertificatesWithoutBeingAnAuthority()
    {
        using var rootKey = RSA.Create(2048);
        using var root = SelfSigned(rootKey, "CN=root", authority: true);
        using var trustedKey = RSA.Create(2048);
        using var trusted = Authority(root, trustedKey, isAuthority: false);
        using var leaf = new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Create(
            trusted.SubjectName, X509SignatureGenerator.CreateForRSA(trustedKey, RSASignaturePadding.Pkcs1), Now.AddDays(-20), Now.AddDays(100), [1, 2, 3]);
        using var signer = VconSigner.Create(leaf.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());

        (await RefusalAsync(JsonNode.Parse(await SignAsync(Vcon(), signer))!, Trusting(trusted))).ShouldContain("whom no trusted certificate vouches for");
    }

    [Fact]
    public async Task ReadAsync_Refuses_WhenNobodyIsTrusted() =>
        (await RefusalAsync(await SignAsync(Vcon()), trusted: null)).ShouldContain("is signed, and no signer is trusted");

    [Fact]
    public async Task ReadAsync_Refuses_WhenTheSignerIsUnknown()
    {
        using var other = SelfSigned(RSA.Create(2048), "CN=other");

        (await RefusalAsync(await SignAsync(Vcon()), Trusting(other))).ShouldContain("is signed by 'recorder.example', whom no trusted certificate vouches for");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public async Task ReadAsync_Refuses_WhenAByteOfThePayloadWasChanged(int at)
    {
        var jws = JsonNode.Parse(await SignAsync(Vcon()))!;
        var payload = ((string)jws["payload"]!).ToCharArray();
        payload[at] = payload[at] == 'A' ? 'B' : 'A';
        jws["payload"] = new string(payload);

        (await RefusalAsync(jws, Trusting(own))).ShouldContain("was changed after it was signed");
    }

    [Fact]
    public async Task ReadAsync_Refuses_WhenTheCertificateWasExchanged()
    {
        using var thief = RSA.Create(2048);
        using var stolen = SelfSigned(thief, "CN=thief");
        using var signer = VconSigner.Create(stolen.ExportCertificatePem(), thief.ExportPkcs8PrivateKeyPem());
        var jws = JsonNode.Parse(await SignAsync(Vcon(), signer))!;
        jws["signatures"]![0]!["header"]!["x5c"] = new JsonArray(Convert.ToBase64String(own.RawData));

        (await RefusalAsync(jws, Trusting(own))).ShouldContain("was changed after it was signed, or its signature is another's");
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{}""")]
    public async Task ReadAsync_Refuses_WhenTheAlgorithmIsNotOneOfPublicKeys(string guarded)
    {
        var jws = JsonNode.Parse(await SignAsync(Vcon()))!;
        jws["signatures"]![0]!["protected"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(guarded));

        (await RefusalAsync(jws, Trusting(own))).ShouldContain("is not supported");
    }

    [Fact]
    public async Task ReadAsync_TakesTheGoodSignature_WhenAnotherIsNotInTheForm()
    {
        var jws = JsonNode.Parse(await SignAsync(Vcon()))!;
        foreach (var broken in (string[])["""{}""", """{"protected":7}""", """{"protected":"!"}""", """{"protected":"e30","header":{"x5c":["!"]}}""", """{"protected":"e30","header":7}""", "7"])
            jws["signatures"]!.AsArray().Insert(0, JsonNode.Parse(broken));

        (await ReadAsync(Encoding.UTF8.GetBytes(jws.ToJsonString()), Trusting(own))).Recording.Length.ShouldBe(10);
        jws["signatures"]!.AsArray().RemoveAt(6);
        (await RefusalAsync(jws, Trusting(own))).ShouldContain("has a signature that is not in the form of RFC 7515");
    }

    [Theory]
    [InlineData(X509KeyUsageFlags.KeyEncipherment, false)]
    [InlineData(X509KeyUsageFlags.DigitalSignature, true)]
    [InlineData(X509KeyUsageFlags.NonRepudiation | X509KeyUsageFlags.KeyEncipherment, true)]
    public async Task ReadAsync_TakesOnlyWhatAKeyForSigningSigned(X509KeyUsageFlags usage, bool expected)
    {
        var request = new CertificateRequest("CN=recorder.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        using var certificate = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
        using var signer = VconSigner.Create(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        var signed = await SignAsync(Vcon(), signer);

        if (expected) (await ReadAsync(signed, Trusting(certificate))).Recording.Length.ShouldBe(10);
        else (await RefusalAsync(JsonNode.Parse(signed)!, Trusting(certificate))).ShouldContain("is signed with a certificate whose key is not for signing");
    }

    [Fact]
    public async Task ReadAsync_Refuses_WhenTheCertificateHasExpired()
    {
        clock.SetUtcNow(Now.AddYears(3));

        (await RefusalAsync(await SignAsync(Vcon()), Trusting(own))).ShouldContain("is signed with a certificate that holds from 2026-03-01 to 2027-03-31 only");
    }

    [Fact]
    public async Task ReadAsync_Refuses_WhenTheHeaderNamesAnotherVcon()
    {
        using var signer = Signer();
        using var target = new MemoryStream();
        await signer.SignAsync(new MemoryStream(Vcon()), "018ff3e4-1d2c-8a00-8000-000000000000", target, Token);

        (await RefusalAsync(target.ToArray(), Trusting(own))).ShouldContain("is signed as '018ff3e4-1d2c-8a00-8000-000000000000' and holds");
    }

    [Fact]
    public async Task ReadAsync_RefusesTheUnsigned_WhenOnlySignedAreTaken() =>
        (await Should.ThrowAsync<InputException>(() => VconReader.ReadAsync(Vcon(), "a.vcon", new VconReading { Trusted = Trusting(own), OnlySigned = true }, Token)))
            .Message.ShouldContain("is not signed, and only signed ones are taken");

    [Fact]
    public async Task ReadAsync_OpensAPackedPayload()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            await gzip.WriteAsync(Vcon(5000), Token);

        (await ReadAsync(await SignAsync(packed.ToArray()), Trusting(own))).Recording.Length.ShouldBe(5000);
    }

    [Fact]
    public async Task ReadAsync_TakesOneGoodSignatureOfSeveral()
    {
        var jws = JsonNode.Parse(await SignAsync(Vcon()))!;
        using var other = RSA.Create(2048);
        using var certificate = SelfSigned(other, "CN=other");
        using var signer = VconSigner.Create(certificate.ExportCertificatePem(), other.ExportPkcs8PrivateKeyPem());
        var second = JsonNode.Parse(await SignAsync(Vcon(), signer))!["signatures"]![0]!.DeepClone();
        jws["signatures"]!.AsArray().Insert(0, second);

        (await ReadAsync(Encoding.UTF8.GetBytes(jws.ToJsonString()), Trusting(own))).Recording.Length.ShouldBe(10);
    }

    [Fact]
    public void Create_Refuses_WhenKeyAndCertificateDoNotBelongTogether()
    {
        using var other = RSA.Create(2048);

        Should.Throw<FormatException>(() => VconSigner.Create(own.ExportCertificatePem(), other.ExportPkcs8PrivateKeyPem())).Message.ShouldContain("does not belong to");
        Should.Throw<FormatException>(() => VconSigner.Create(own.ExportCertificatePem(), key.ExportSubjectPublicKeyInfoPem())).Message.ShouldContain("private");
        Should.Throw<FormatException>(() => VconSigner.Create("no certificate", "no key")).Message.ShouldContain("PEM");
    }

    [Theory]
    [InlineData("1.2.840.10045.3.1.7", true)] // P-256
    [InlineData("1.3.132.0.10", false)] // secp256k1
    [InlineData("1.3.36.3.3.2.8.1.1.7", false)] // brainpoolP256r1
    public async Task ReadAsync_TakesEs256_OnItsOwnCurveOnly(string curve, bool isTaken)
    {
        using var elliptic = ECDsa.Create(ECCurve.CreateFromValue(curve));
        using var certificate = new CertificateRequest("CN=elliptic", elliptic, HashAlgorithmName.SHA256).CreateSelfSigned(Now.AddDays(-30), Now.AddDays(365));
        var jws = JsonNode.Parse(await SignAsync(Vcon()))!;
        var guarded = Base64Url.EncodeToString("""{"alg":"ES256"}"""u8);
        var signature = jws["signatures"]![0]!;
        (signature["protected"], signature["header"]!["x5c"]) = (guarded, new JsonArray(Convert.ToBase64String(certificate.RawData)));
        signature["signature"] = Base64Url.EncodeToString(elliptic.SignData(Encoding.ASCII.GetBytes($"{guarded}.{(string)jws["payload"]!}"), HashAlgorithmName.SHA256));

        if (isTaken) (await ReadAsync(Encoding.UTF8.GetBytes(jws.ToJsonString()), Trusting(certificate))).Recording.Length.ShouldBe(10);
        else (await RefusalAsync(jws, Trusting(certificate))).ShouldContain("is signed with 'ES256', which is not supported");
    }

    public void Dispose()
    {
        own.Dispose();
        key.Dispose();
    }

    private VconSigner Signer() => VconSigner.Create(own.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());

    private async Task<byte[]> SignAsync(byte[] vcon, VconSigner? by = null)
    {
        using var standard = Signer();
        using var target = new MemoryStream();
        await (by ?? standard).SignAsync(new MemoryStream(vcon), Uuid, target, Token);
        return target.ToArray();
    }

    private TrustedSigners Trusting(X509Certificate2 certificate) => TrustedSigners.Parse(certificate.ExportCertificatePem(), clock)!;

    private static Task<VconContent> ReadAsync(byte[] content, TrustedSigners? trusted) => VconReader.ReadAsync(content, "a.vcon", new VconReading { Trusted = trusted }, Token);

    private static Task<string> RefusalAsync(JsonNode jws, TrustedSigners? trusted) => RefusalAsync(Encoding.UTF8.GetBytes(jws.ToJsonString()), trusted);

    private static async Task<string> RefusalAsync(byte[] content, TrustedSigners? trusted)
    {
        var refusal = await Should.ThrowAsync<InputException>(() => ReadAsync(content, trusted));
        refusal.Message.ShouldBeASentence("'a.vcon'");
        return refusal.Message;
    }

    private static X509Certificate2 SelfSigned(RSA key, string name, bool authority = false)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (authority)
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Now.AddDays(-30), Now.AddDays(365));
    }

    private static X509Certificate2 Issued(X509Certificate2 root, RSA key, string name) =>
        new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Create(root, Now.AddDays(-20), Now.AddDays(100), [1, 2, 3]);

    private static X509Certificate2 Authority(X509Certificate2 root, RSA key, bool isAuthority = true)
    {
        var request = new CertificateRequest("CN=middle", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (isAuthority)
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var issued = request.Create(root, Now.AddDays(-25), Now.AddDays(200), [4, 5, 6]);
        return issued.CopyWithPrivateKey(key);
    }
}
