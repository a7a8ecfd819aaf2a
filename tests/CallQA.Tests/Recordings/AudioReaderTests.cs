using System.Text;
using CallQA.Recordings;
using CallQA.Tests.Recordings.Wave;

namespace CallQA.Tests.Recordings;

public sealed class AudioReaderTests : IDisposable
{
    private static readonly WaveBuilder Second = new() { Data = new byte[4 * 8000] };

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<byte[], string> Foreign => new()
    {
        { "caller,agent\nanna,ben\n"u8.ToArray(), "text" },
        { Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("Gespräch")).ToArray(), "text" },
        { Encoding.UTF8.GetBytes("<html>Die Seite läuft nicht</html>"), "text" },
        { Encoding.UTF8.GetBytes(new string('ä', 400)), "text" },
        { "%PDF-1.7\n\0"u8.ToArray(), "a PDF document" },
        { [0x50, 0x4B, 3, 4, 20, 0], "a ZIP archive" },
        { [0x1F, 0x8B, 8, 0], "a gzip archive" },
        { [0xFF, 0xD8, 0xFF, 0xE0], "a JPEG image" },
    };

    [Theory]
    [InlineData("call.mp3")]
    [InlineData("call")]
    [InlineData("call.txt")]
    public async Task ReadAsync_GoesByContent_WhenTheExtensionIsWrong(string name) =>
        (await new AudioReader().ReadAsync(folder.Write(name, Second.Build()), Token)).Duration.ShouldBe(TimeSpan.FromSeconds(1));

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task ReadAsync_NamesTheContent_WhenItIsNoAudio(byte[] content, string what)
    {
        var path = folder.Write("call.wav", content);

        var error = await Should.ThrowAsync<AudioFormatException>(() => new AudioReader().ReadAsync(path, Token));

        error.Message.ShouldBeASentence(path, $"holds {what}, not audio");
    }

    [Fact]
    public async Task ReadAsync_SaysSo_WhenTheFileIsEmpty()
    {
        var path = folder.Write("call.wav", []);

        var error = await Should.ThrowAsync<AudioFormatException>(() => new AudioReader().ReadAsync(path, Token));

        error.Message.ShouldBeASentence(path, "empty (0 bytes)");
    }

    [Fact]
    public async Task ReadAsync_SaysSo_WhenTheRecordingIsTooLong()
    {
        var path = folder.Write("call.wav", Second.Build());
        var reader = new AudioReader(new AudioReaderOptions { MaximumDuration = TimeSpan.FromSeconds(0.9) });

        (await Should.ThrowAsync<AudioFormatException>(() => reader.ReadAsync(path, Token))).Message.ShouldBeASentence(path, "longer than");
        (await Should.ThrowAsync<AudioFormatException>(() => reader.ProbeAsync(path, Token))).Message.ShouldBeASentence(path, "longer than");
    }

    [Fact]
    public async Task ReadAsync_SaysSo_WhenTheSamplesWouldTakeTooMuchMemory()
    {
        var path = folder.Write("call.wav", Second.Build());
        var reader = new AudioReader(new AudioReaderOptions { MaximumDecodedBytes = 63_999 });

        (await Should.ThrowAsync<AudioFormatException>(() => reader.ReadAsync(path, Token))).Message.ShouldBeASentence(path, "2 channels at 8000 Hz");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1 << 20)]
    public async Task ReadAsync_GivesTheSameSamples_WhereverTheyAreKept(long inMemory)
    {
        var samples = Enumerable.Range(0, 64_000).Select(i => (short)((i * 7919) - 20_000)).ToArray();
        var path = folder.Write("call.wav", new WaveBuilder { Data = WaveBuilder.Pcm16(samples), After = WaveBuilder.Chunk("LIST", new byte[40]) }.Build());

        using var clip = await new AudioReader(new AudioReaderOptions { InMemoryBytes = inMemory }).ReadAsync(path, Token);

        clip.Length.ShouldBe(32_000);
        for (var channel = 0; channel < 2; channel++)
        {
            var expected = samples.Where((_, i) => i % 2 == channel).Select(sample => sample / 32768f).ToArray();
            clip.Channels[channel].ToArray().ShouldBe(expected);
            clip.Channels[channel].Read(20_001, 9).ShouldBe(expected[20_001..20_010]);
        }
    }

    [Fact]
    public async Task Read_SaysSo_WhenALongRecordingIsCutShortMeanwhile()
    {
        var path = folder.Write("call.wav", Second.Build());
        using var clip = await new AudioReader(new AudioReaderOptions { InMemoryBytes = 0 }).ReadAsync(path, Token);
        await File.WriteAllBytesAsync(path, Second.Build()[..2000], Token);

        var error = Should.Throw<InputException>(() => clip.Channels[0].ToArray());

        error.Message.ShouldBeASentence(path, "became shorter");
        error.Passing.ShouldBeTrue();
    }

    [Fact]
    public async Task Dispose_ClosesTheFile_WhenALongRecordingIsDone()
    {
        var path = folder.Write("call.wav", Second.Build());
        var clip = await new AudioReader(new AudioReaderOptions { InMemoryBytes = 0 }).ReadAsync(path, Token);
        clip.Dispose();

        Should.Throw<ObjectDisposedException>(() => clip.Channels[0].Read(0, 1));
    }

    [Fact]
    public async Task ReadAsync_Stops_WhenCancelled()
    {
        var path = folder.Write("call.wav", Second.Build());

        await Should.ThrowAsync<OperationCanceledException>(() => new AudioReader().ReadAsync(path, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task ReadAsync_ThrowsNothingButInputExceptions_WhateverTheBytes()
    {
        var random = new Random(20260331);
        var original = (Second with { SubFormat = 7, Bits = 8, Data = new byte[400], Between = WaveBuilder.Chunk("LIST", new byte[20]) }).Build();
        // Content that only FFmpeg could know is refused for its absence: the parser is tried, not the program.
        var reader = new AudioReader(new AudioReaderOptions { Ffmpeg = "no-such-program" });
        for (var round = 0; round < 600; round++)
        {
            var path = folder.Write("call.wav", Mutation.Of(original, random));
            try
            {
                (await reader.ReadAsync(path, Token)).Length.ShouldBeGreaterThan(0);
            }
            catch (InputException error)
            {
                error.Message.ShouldBeASentence(path);
            }
        }
    }

    public void Dispose() => folder.Dispose();
}
