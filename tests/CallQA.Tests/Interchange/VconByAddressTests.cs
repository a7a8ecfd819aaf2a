using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CallQA.Interchange;

namespace CallQA.Tests.Interchange;

/// <summary>vCons whose recording lies elsewhere.</summary>
public sealed class VconByAddressTests
{
    private static readonly byte[] Recording = [1, 2, 3, 4];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_FetchesTheRecording_WhenItsDigestFits()
    {
        Uri? asked = null;

        var read = await ReadAsync(Vcon(Digest(Recording)), (address, _) => Answer(asked = address));

        read.Recording.ToArray().ShouldBe(Recording);
        asked!.AbsoluteUri.ShouldBe("https://recordings.example/a.wav");
    }

    [Fact]
    public async Task ReadAsync_Refuses_WhenTheDigestIsAnother() =>
        (await RefusalAsync(Vcon(Digest([9])), (_, _) => Task.FromResult(Recording))).ShouldContain("not what its content_hash says");

    [Theory]
    [InlineData("")]
    [InlineData("\"content_hash\":\"sha256-abc\",")]
    public async Task ReadAsync_FetchesNothing_WhenThereIsNoDigest(string digest) =>
        (await RefusalAsync(Vcon(digest), (_, _) => throw new InvalidOperationException("asked"))).ShouldContain("without its sha512");

    [Fact]
    public async Task ReadAsync_Refuses_WhenNothingMayBeFetched() =>
        (await RefusalAsync(Vcon(Digest(Recording)), fetch: null)).ShouldContain("nothing is fetched from other machines");

    [Fact]
    public async Task ReadAsync_TellsWhyItWasNotFetched() =>
        (await RefusalAsync(Vcon(Digest(Recording)), (_, _) => throw new InputException(InputFault.Metadata, "the machine is closed."))).ShouldContain("was not fetched: the machine is closed.");

    private static string Digest(byte[] content) => $"\"content_hash\":[\"sha256-x\",\"sha512-{Base64Url.EncodeToString(SHA512.HashData(content))}\"],";

    private static byte[] Vcon(string digest) => Encoding.UTF8.GetBytes(
        $$"""{"uuid":"u","dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z",{{digest}}"url":"https://recordings.example/a.wav","filename":"a.wav"}]}""");

    private static Task<byte[]> Answer(Uri? address) => Task.FromResult(address is null ? [] : Recording);

    private static Task<VconContent> ReadAsync(byte[] vcon, RecordingFetch? fetch) => VconReader.ReadAsync(vcon, "a.vcon", new VconReading { Fetch = fetch }, Token);

    private static async Task<string> RefusalAsync(byte[] vcon, RecordingFetch? fetch) =>
        (await Should.ThrowAsync<InputException>(() => ReadAsync(vcon, fetch))).Message;
}
