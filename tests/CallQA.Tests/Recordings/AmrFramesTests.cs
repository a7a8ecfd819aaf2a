using CallQA.Recordings;

namespace CallQA.Tests.Recordings;

public sealed class AmrFramesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SamplesOfAsync_CountsEveryFrame_OfSpeechComfortNoiseAndNothing()
    {
        byte[] frames = [.. Frame(7, 31), .. Frame(8, 5), .. Frame(15, 0), .. Frame(15, 0), .. Frame(0, 12)];
        (await CountAsync([.. "#!AMR\n"u8, .. frames])).ShouldBe(5 * 160);
        byte[] wide = [.. Frame(8, 60), .. Frame(9, 5), .. Frame(14, 0), .. Frame(15, 0)];
        (await CountAsync([.. "#!AMR-WB\n"u8, .. wide])).ShouldBe(4 * 320);
    }

    [Fact]
    public async Task SamplesOfAsync_CountsLongFiles_WhoseFramesLieAcrossBlocks()
    {
        byte[] frames = [.. Enumerable.Range(0, 10_000).SelectMany(number => number % 3 == 0 ? Frame(8, 5) : Frame(7, 31))];
        (await CountAsync([.. "#!AMR\n"u8, .. frames])).ShouldBe(10_000 * 160);
    }

    [Fact]
    public async Task SamplesOfAsync_CountsAFrameThatIsCutOff() => (await CountAsync([.. "#!AMR\n"u8, .. Frame(7, 31)[..9]])).ShouldBe(160);

    [Theory]
    [InlineData("")]
    [InlineData("#!AMR")]
    [InlineData("#!AMR_MC1.0\n")]
    [InlineData("RIFF....WAVE")]
    public async Task SamplesOfAsync_IsNull_WhenTheFileIsNoAmrOfOneChannel(string content) =>
        (await AmrFrames.SamplesOfAsync(folder.Write("call", content), Token)).ShouldBeNull();

    public void Dispose() => folder.Dispose();

    private static byte[] Frame(int type, int bytes) => [(byte)((type << 3) | 4), .. new byte[bytes]];

    private Task<long?> CountAsync(byte[] content) => AmrFrames.SamplesOfAsync(folder.Write("call.amr", content), Token);
}
