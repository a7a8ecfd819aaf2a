using CallQA.Recordings;
using CallQA.Tests.Recordings.Wave;

namespace CallQA.Tests.Recordings;

/// <summary>Recordings that are read while they are decoded, by a stand-in for FFmpeg that stops half-way until it is told to go on.</summary>
public sealed class AudioDecodingTests : IDisposable
{
    private const int Rate = 8_000;

    // Samples are handed on in blocks of 64 KiB.
    private const int Half = 32_768;
    private const int FirstPart = 44 + (2 * Half);

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2.0 * Half / Rate);
    private static readonly short[] Samples = [.. Enumerable.Range(0, 2 * Half).Select(sample => (short)(sample % 1000))];

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WaitAsync_GivesTheBeginning_WhileTheRestIsStillToCome()
    {
        using var decoding = await BeginAsync();
        (decoding.SampleRate, decoding.ChannelCount).ShouldBe((Rate, 1));
        using var clip = decoding.Open(Length)!;
        clip.Length.ShouldBe(2 * Half);

        await decoding.WaitAsync(Half, Token);
        var rest = decoding.WaitAsync(2 * Half, Token).AsTask();

        decoding.Ended.IsCompleted.ShouldBeFalse();
        rest.IsCompleted.ShouldBeFalse();
        clip.Channels[0].Read(0, Half).ShouldBe(Samples[..Half].Select(sample => sample / 32768f));
        GoOn();
        await rest;
        clip.Channels[0].Read(Half, Half).ShouldBe(Samples[Half..].Select(sample => sample / 32768f));
    }

    [Fact]
    public async Task Open_TellsTheTrueLength_WhenAllHasCome_AndIsSilentAfterIt()
    {
        using var decoding = await BeginAsync();
        using var longer = decoding.Open(Length + TimeSpan.FromSeconds(1))!;
        GoOn();

        await decoding.WaitAsync((2 * Half) + Rate, Token);
        await decoding.Ended;

        using var clip = decoding.Open(Length + TimeSpan.FromSeconds(1))!;
        clip.Length.ShouldBe(2 * Half);
        longer.Channels[0].Read((2 * Half) - 1, 3).ShouldBe([Samples[^1] / 32768f, 0, 0]);
    }

    [Fact]
    public async Task Samples_StayAsLongAsSomebodyReads()
    {
        var decoding = await BeginAsync();
        var clip = decoding.Open(Length)!;
        GoOn();
        await decoding.Ended;

        decoding.Dispose();
        clip.Channels[0].Read(0, 2 * Half).Length.ShouldBe(2 * Half);
        clip.Dispose();
        clip.Dispose();

        decoding.Open(Length).ShouldBeNull();
    }

    [Fact]
    public async Task WaitAsync_SaysWhatIsWrong_WhenTheProgramFailsHalfWay()
    {
        using var decoding = await BeginAsync("exit 3");

        await decoding.WaitAsync(Half, Token);
        GoOn();

        (await Should.ThrowAsync<AudioFormatException>(async () => await decoding.WaitAsync(Half + 1, Token))).Message.ShouldContain("cannot be decoded");
        await Should.ThrowAsync<AudioFormatException>(() => decoding.Ended);
    }

    [Fact]
    public async Task WaitAsync_StopsWaiting_WhenCancelled_AndTheDecodingGoesOn()
    {
        using var decoding = await BeginAsync();
        using var gone = new CancellationTokenSource();
        var waiting = decoding.WaitAsync(2 * Half, gone.Token).AsTask();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);

        GoOn();
        await decoding.WaitAsync(2 * Half, Token);
    }

    [Fact]
    public async Task BeginAsync_SaysWhatIsWrong_WhenNothingCanBeDecoded()
    {
        var reader = new AudioReader(new AudioReaderOptions { Ffmpeg = Script("echo 'Invalid data' >&2; exit 1") });

        var refused = await Should.ThrowAsync<AudioFormatException>(() => reader.BeginAsync(new(folder.Write("call.mp3", [0xFF, 0xFB, 0x90, 0])), Token));

        refused.Message.ShouldContain("cannot be decoded");
    }

    [Theory]
    [InlineData("call.mp3", new byte[] { 0xFF, 0xFB, 0x90, 0 }, "MP3")]
    [InlineData("call.txt", new byte[] { 0x4F, 0x67, 0x67, 0x53, 0, 2 }, "Ogg")]
    public async Task RecogniseAsync_TellsTheContent_WithoutDecodingIt(string name, byte[] head, string format)
    {
        var reader = new AudioReader(new AudioReaderOptions { Ffmpeg = folder.At("none") });
        (await reader.RecogniseAsync(new(folder.Write(name, head)), Token)).ShouldBe(format);
    }

    public void Dispose()
    {
        // A stand-in that still waits ends, too.
        GoOn();
        folder.Dispose();
    }

    private void GoOn() => folder.Write("go", "");

    private Task<AudioDecoding> BeginAsync(string atTheEnd = "")
    {
        var wave = folder.Write("decoded.wav", new WaveBuilder { SampleRate = Rate, Channels = 1, Data = WaveBuilder.Pcm16(Samples) }.Build());
        var program = Script($"""
            head -c {FirstPart} '{wave}'
            while [ ! -e '{folder.At("go")}' ]; do sleep 0.02; done
            {(atTheEnd.Length > 0 ? atTheEnd : $"tail -c +{FirstPart + 1} '{wave}'")}
            """);
        var reader = new AudioReader(new AudioReaderOptions { Ffmpeg = program, InMemoryBytes = 0 });
        return reader.BeginAsync(new(folder.Write("call.mp3", [0xFF, 0xFB, 0x90, 0])), Token);
    }

    private string Script(string commands) => StandInProgram.Write(folder, "program", commands);
}
