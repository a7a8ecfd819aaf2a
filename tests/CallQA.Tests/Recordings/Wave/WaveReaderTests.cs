using CallQA.Recordings;
using CsCheck;

namespace CallQA.Tests.Recordings.Wave;

/// <summary>Whole WAV files through the reader: every coding gives the samples that went in.</summary>
public sealed class WaveReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<ushort, ushort, byte[], float> Codings => new()
    {
        { 1, 8, [0x80, 0x40, 0xFF, 0x00], 1 / 128f },
        { 1, 16, WaveBuilder.Pcm16(0, -16384, 32512, -32768), 1 / 32768f },
        { 1, 24, [0, 0, 0, 0, 0, 0xC0, 0, 0, 0x7F, 0, 0, 0x80], 1 / 8388608f },
        { 1, 32, [.. new[] { 0, -1 << 30, 0x7F000000, int.MinValue }.SelectMany(BitConverter.GetBytes)], 1 / 2147483648f },
        { 3, 32, [.. new[] { 0, -0.5f, 0.9921875f, -1 }.SelectMany(BitConverter.GetBytes)], 0 },
        { 3, 64, [.. new[] { 0, -0.5, 0.9921875, -1 }.SelectMany(BitConverter.GetBytes)], 0 },
    };

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task ReadAsync_GivesTheSamples_ForEveryLinearCoding(ushort tag, ushort bits, byte[] data, float step)
    {
        var clip = await ReadAsync(new WaveBuilder { Tag = tag, Bits = bits, Data = data });

        ShouldHold(clip, [0, 0.9921875f], [-0.5f, -1], step);
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task ReadAsync_GivesTheSamples_WhenTheHeaderIsExtensible(ushort tag, ushort bits, byte[] data, float step)
    {
        var clip = await ReadAsync(new WaveBuilder { SubFormat = tag, Bits = bits, Data = data });

        ShouldHold(clip, [0, 0.9921875f], [-0.5f, -1], step);
    }

    [Theory]
    [InlineData(7, 0xFF, 0x80, 0f, 32124 / 32768f)]
    [InlineData(6, 0xD5, 0xAA, 8 / 32768f, 32256 / 32768f)]
    public async Task ReadAsync_ExpandsG711_WhateverSampleSizeIsStated(int tag, int quiet, int loud, float first, float second)
    {
        foreach (ushort bits in new ushort[] { 8, 0, 16 })
        {
            var clip = await ReadAsync(new WaveBuilder { Tag = (ushort)tag, Bits = bits, BlockAlign = 2, Data = [(byte)quiet, (byte)loud] });

            ShouldHold(clip, [first], [second], 0);
        }
    }

    [Theory]
    [InlineData("RF64")]
    [InlineData("BW64")]
    public async Task ReadAsync_TakesTheLongSize_WhenTheFileMayBeOver4GiB(string riff)
    {
        var clip = await ReadAsync(new WaveBuilder { Riff = riff, Data = WaveBuilder.Pcm16(1, 2, 3, 4), DataSize = uint.MaxValue, After = WaveBuilder.Chunk("LIST", new byte[8]) });

        clip.Length.ShouldBe(2);
    }

    [Fact]
    public async Task ReadAsync_PassesOverOtherChunks_WhetherPaddedOrNot()
    {
        byte[] between = [.. WaveBuilder.Chunk("LIST", [1, 2, 3]), .. WaveBuilder.Chunk("odd ", [9, 9, 9], pad: false), .. WaveBuilder.Chunk("bext", new byte[602])];

        var clip = await ReadAsync(new WaveBuilder { Between = between, Data = WaveBuilder.Pcm16(1, 2), After = WaveBuilder.Chunk("id3 ", new byte[31]) });

        ShouldHold(clip, [1 / 32768f], [2 / 32768f], 0);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    [InlineData(4000u)]
    [InlineData(0x7FFFFFF0u)]
    public async Task ReadAsync_TakesWhatIsThere_WhenTheRecorderWasKilled(uint size)
    {
        var clip = await ReadAsync(new WaveBuilder { Data = [.. WaveBuilder.Pcm16(1, 2, 3, 4), 7, 7, 7], DataSize = size });

        ShouldHold(clip, [1 / 32768f, 3 / 32768f], [2 / 32768f, 4 / 32768f], 0);
    }

    [Fact]
    public async Task ReadAsync_TakesNaNAndInfinityForSilence()
    {
        var clip = await ReadAsync(new WaveBuilder { Tag = 3, Bits = 32, Data = [.. new[] { float.NaN, float.NegativeInfinity }.SelectMany(BitConverter.GetBytes)] });

        ShouldHold(clip, [0], [0], 0);
    }

    [Fact]
    public async Task ReadAsync_ReadsAcrossBlocks_WhenFramesDoNotDivideThem()
    {
        var data = new byte[3 * 3 * 100_000];
        data[^1] = 0x40;

        var clip = await ReadAsync(new WaveBuilder { Channels = 3, Bits = 24, Data = data });

        clip.Length.ShouldBe(100_000);
        clip.Channels[2].ToArray()[^1].ShouldBe(0.5f);
        clip.Channels[0].ToArray().ShouldAllBe(sample => sample == 0);
    }

    [Fact]
    public Task ReadAsync_GivesBackEverySample_WhenWrittenAsPcm16() => Gen.Short.Array[2, 400].SampleAsync(
        async samples =>
        {
            var whole = samples[..(samples.Length / 2 * 2)];
            var clip = await ReadAsync(new WaveBuilder { Data = WaveBuilder.Pcm16(whole) });
            return clip.Channels[0].ToArray().Zip(clip.Channels[1].ToArray()).SelectMany(pair => new[] { pair.First, pair.Second })
                .SequenceEqual(whole.Select(sample => sample / 32768f));
        },
        iter: 100,
        threads: 1);

    [Fact]
    public async Task ProbeAsync_TellsTheSame_WithoutReadingTheSamples()
    {
        var path = folder.Write("a.wav", new WaveBuilder { Data = new byte[4 * 12_000], SampleRate = 16_000 }.Build());

        var info = await new AudioReader().ProbeAsync(path, Token);

        info.ShouldBe(new AudioInfo(16_000, 2, TimeSpan.FromSeconds(0.75), "WAV, 16-bit PCM"));
    }

    public void Dispose() => folder.Dispose();

    private static void ShouldHold(AudioClip clip, float[] first, float[] second, float tolerance)
    {
        clip.SampleRate.ShouldBe(8000);
        clip.Channels.Count.ShouldBe(2);
        clip.Channels[0].ToArray().ShouldBe(first, tolerance);
        clip.Channels[1].ToArray().ShouldBe(second, tolerance);
    }

    private Task<AudioClip> ReadAsync(WaveBuilder wave) =>
        new AudioReader().ReadAsync(folder.Write($"{Guid.NewGuid():N}.wav", wave.Build()), Token);
}
