using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CallQA.Interchange;
using CallQA.Recordings;
using CallQA.Recordings.Encryption;

namespace CallQA.Tests.Fuzzing;

/// <summary>What is recognised or opened by its first bytes: AMR, any audio, encrypted files, certificates and keys.</summary>
public sealed class FileFuzzTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Amr_IsMeasuredOrNone()
    {
        var path = folder.At("a.amr");
        byte[] narrow = [.. "#!AMR\n"u8, 7 << 3, .. new byte[31], 8 << 3, .. new byte[5], 15 << 3];
        byte[] wide = [.. "#!AMR-WB\n"u8, 8 << 3, .. new byte[60], 9 << 3, .. new byte[5], 14 << 3];
        await Fuzzer.RunAsync([narrow, wide], async content =>
        {
            await File.WriteAllBytesAsync(path, content, Token);
            if (await AmrFrames.SamplesOfAsync(path, Token) is { } samples)
                samples.ShouldBeInRange(0, content.Length * 320L);
        });
    }

    [Fact]
    public Task Content_IsRecognisedOrUnknown()
    {
        byte[][] heads =
        [
            [.. "RIFF\x10\0\0\0WAVEfmt "u8, .. new byte[40]], [.. "OggS"u8, .. new byte[40]], [.. "\0\0\0\x18"u8, .. "ftypM4A "u8, .. new byte[40]], [0xFF, 0xFB, 0x90, 0x44, .. new byte[500]], [0xFF, 0xF1, 0x50, 0x80, 0x02, 0x1F, .. new byte[500]],
            [.. "#!AMR\n"u8, .. new byte[40]], [.. Encoding.UTF8.GetBytes("Grüß Gott, this is a text.\n")], [0x1A, 0x45, 0xDF, 0xA3, .. new byte[40]],
        ];
        return Fuzzer.ParseAsync(heads, content => content.Length == 0 ? null : $"{AudioSignature.Recognise(content).Name} {AudioSignature.IsHeaderless(content)}");
    }

    [Fact]
    public async Task EncryptedFile_IsReadOrRefused_AndNeverGivesWhatWasNotWritten()
    {
        var key = DataKey.New();
        byte[] written = [.. Enumerable.Range(0, 300).Select(number => (byte)number)];
        using var target = new MemoryStream();
        using (var writer = new EncryptedWriter(target, key))
        {
            await writer.WriteAsync(written, Token);
            await writer.CompleteAsync(Token);
        }

        var path = folder.At("a.wav");
        await Fuzzer.RunAsync([target.ToArray()], async content =>
        {
            await File.WriteAllBytesAsync(path, content, Token);
            EncryptedFormat.IsEncrypted(content);
            using var opened = EncryptedContent.Open(path, key);
            var read = new byte[written.Length + 1];
            read.AsSpan(0, opened.Read(0, read)).SequenceEqual(written).ShouldBeTrue();
        });
    }

    [Fact]
    public async Task CertificatesAndKeys_AreReadOrRefused()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var own = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(9));
        var (certificate, secret) = (own.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        var number = 0;
        await Fuzzer.ParseTextAsync(
            [certificate, secret],
            text =>
            {
                if (number++ % 2 == 0) return TrustedSigners.Parse(text, TimeProvider.System) is not null;
                VconSigner.Create(certificate, text).Dispose();
                return true;
            },
            allowsFormat: true);
    }

    public void Dispose() => folder.Dispose();
}
