using CallQA.Recordings;

namespace CallQA.Tests.Recordings.Wave;

/// <summary>Every fault of a WAV file is told in one sentence, by reading and by probing alike.</summary>
public sealed class WaveFaultsTests : IDisposable
{
    private static readonly WaveBuilder Good = new() { Data = WaveBuilder.Pcm16(1, 2, 3, 4) };

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0u)]
    [InlineData(3_999u)]
    [InlineData(192_001u)]
    [InlineData(uint.MaxValue)]
    public Task ReadAsync_NamesTheRate_WhenItIsImpossible(uint rate) => Refused(Good with { SampleRate = rate }, $" {rate} Hz");

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65535)]
    public Task ReadAsync_NamesTheChannels_WhenTheyAreImpossible(int channels) =>
        Refused(Good with { Channels = (ushort)channels, BlockAlign = 4 }, $" {channels} channels");

    [Theory]
    [InlineData(1, 12)]
    [InlineData(1, 0)]
    [InlineData(1, 64)]
    [InlineData(3, 16)]
    public Task ReadAsync_NamesTheSampleSize_WhenItIsImpossible(int tag, int bits) =>
        Refused(Good with { Tag = (ushort)tag, Bits = (ushort)bits }, $" {bits} bits");

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(60000)]
    public Task ReadAsync_NamesTheFrameSize_WhenItContradictsTheRest(int align) =>
        Refused(Good with { BlockAlign = (ushort)align }, "make 4 bytes a frame", $" {align};");

    [Fact]
    public Task ReadAsync_SaysSo_WhenNoSampleFollows() => Refused(Good with { Data = [] }, "no audio");

    [Fact]
    public Task ReadAsync_SaysSo_WhenOnlyAnotherChunkFollowsTheEmptyData() =>
        Refused(Good with { Data = [], After = WaveBuilder.Chunk("LIST", new byte[64]) }, "no audio");

    [Fact]
    public Task ReadAsync_SaysSo_WhenLessThanAFrameFollows() => Refused(Good with { Data = [1, 2, 3], DataSize = 400 }, "no audio");

    [Fact]
    public Task ReadAsync_NamesTheChunk_WhenItsSizeIsAbsurd() =>
        Refused(Good with { Between = WaveBuilder.Chunk("LIST", [1, 2], size: 0xFFFFFFF0) }, "'LIST'", "4294967280");

    [Fact]
    public Task ReadAsync_NamesTheByte_WhenNoChunkBeginsThere() => Refused(Good with { Between = new byte[64] }, "byte 36");

    [Fact]
    public Task ReadAsync_SaysSo_WhenSamplesComeBeforeTheirFormat() =>
        Refused([.. "RIFF"u8, 0, 0, 0, 0, .. "WAVE"u8, .. WaveBuilder.Chunk("data", new byte[8])], "before their format");

    [Theory]
    [InlineData(10u)]
    [InlineData(5000u)]
    [InlineData(uint.MaxValue)]
    public Task ReadAsync_NamesTheSize_WhenTheFormatChunkIsAbsurd(uint size) => Refused(
        [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVE"u8, .. WaveBuilder.Chunk("fmt ", new byte[10], size), .. WaveBuilder.Chunk("data", new byte[8])],
        $" {size} bytes");

    [Fact]
    public Task ReadAsync_NamesTheSubFormat_WhenItIsForeign()
    {
        var bytes = (Good with { SubFormat = 1 }).Build();
        bytes[12 + 8 + 30] ^= 0xFF;
        return Refused(bytes, "sub-format");
    }

    [Fact]
    public async Task ReadAsync_Refuses_AfterAnyTruncationOfTheHeader()
    {
        var bytes = Good.Build();
        for (var length = 1; length < 48; length++)
            await Refused(bytes[..length]);
    }

    public void Dispose() => folder.Dispose();

    private Task Refused(WaveBuilder wave, params string[] named) => Refused(wave.Build(), named);

    private async Task Refused(byte[] bytes, params string[] named)
    {
        var path = folder.Write("bad.wav", bytes);
        var reading = await Should.ThrowAsync<AudioFormatException>(() => new AudioReader().ReadAsync(path, Token));
        var probing = await Should.ThrowAsync<AudioFormatException>(() => new AudioReader().ProbeAsync(path, Token));

        reading.Message.ShouldBeASentence([path, .. named]);
        reading.Fault.ShouldBe(InputFault.Audio);
        probing.Message.ShouldBe(reading.Message);
    }
}
