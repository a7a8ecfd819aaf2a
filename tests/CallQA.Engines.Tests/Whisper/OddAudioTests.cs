using CallQA.Engines.Tests.VoiceActivity;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Whisper;

/// <summary>The shipped model hears the same sentence, however the recording was made.</summary>
public sealed class OddAudioTests(ShippedModel shipped) : IClassFixture<ShippedModel>, IDisposable
{
    private const int Rate = HoldMusic.Rate;

    /// <summary>Share of words that a changed recording may cost.</summary>
    private const double Slack = 0.25;

    private static readonly float[] Said = TestAudio.Join(new float[Rate], Voice.Sentence(), new float[Rate]);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(8_000)]
    [InlineData(11_025)]
    [InlineData(16_000)]
    [InlineData(22_050)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public async Task Transcribe_HearsTheSame_AtAnyRate(int rate) => await ShouldHearAsync(rate, Resampler.Resample(Said, Rate, rate));

    [Theory]
    [InlineData(0.3f, 1f)]
    [InlineData(-0.2f, 0.5f)]
    public async Task Transcribe_HearsTheSame_WhenAllSamplesAreShifted(float offset, float gain) =>
        await ShouldHearAsync(Rate, [.. Said.Select(sample => (gain * sample) + offset)]);

    [Fact]
    public async Task Transcribe_HearsTheSame_WhenTheRecordingIsClipped()
    {
        var limit = 0.4f * Said.Max(Math.Abs);
        await ShouldHearAsync(Rate, [.. Said.Select(sample => Math.Clamp(sample, -limit, limit))]);
    }

    [Fact]
    public async Task Transcribe_HearsTheSame_InEightBits()
    {
        var path = _folder.File("eight-bits.wav");
        await File.WriteAllBytesAsync(path, EightBits(Said), TestContext.Current.CancellationToken);
        using var audio = await new AudioReader().ReadAsync(path, TestContext.Current.CancellationToken);

        await ShouldHearAsync(audio, Speaker.Unknown);
    }

    [Theory]
    [InlineData(0, Speaker.Agent)]
    [InlineData(1, Speaker.Customer)]
    public async Task Transcribe_GivesAllToOneSpeaker_WhenOnlyOneChannelSpeaks(int channel, Speaker speaker)
    {
        float[][] channels = [new float[Said.Length], new float[Said.Length]];
        channels[channel] = Said;

        var transcript = await ShouldHearAsync(new AudioClip(Rate, channels), Speaker.Agent, Speaker.Customer);

        transcript.Turns.ShouldAllBe(turn => turn.Speaker == speaker);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(79)]
    [InlineData(800)]
    public async Task Transcribe_GivesNoText_InAlmostNothing(int samples) =>
        (await shipped.HearAsync(new AudioClip(Rate, [Said[Rate..(Rate + samples)], new float[samples]]), Speaker.Agent, Speaker.Customer)).Turns.ShouldBeEmpty();

    private Task<Transcript> ShouldHearAsync(int rate, float[] samples) => ShouldHearAsync(new AudioClip(rate, [samples]), Speaker.Unknown);

    private async Task<Transcript> ShouldHearAsync(AudioClip audio, params Speaker[] speakers)
    {
        var plain = await shipped.HearAsync(new AudioClip(Rate, [Said]), Speaker.Unknown);
        var heard = await shipped.HearAsync(audio, speakers);

        WordErrorRate.Compare(Text(plain), Text(heard)).Rate.ShouldBeLessThanOrEqualTo(Slack, Text(heard));
        heard.Turns.ShouldAllBe(turn => turn.Start >= TimeSpan.Zero && turn.Start <= turn.End && turn.End <= audio.Duration);
        heard.Turns.Zip(heard.Turns.Skip(1)).ShouldAllBe(pair => pair.First.Start <= pair.Second.Start);
        return heard;
    }

    private static string Text(Transcript transcript) => string.Join(' ', transcript.Turns.Select(turn => turn.Text));

    /// <summary>A WAV file of unsigned bytes.</summary>
    private static byte[] EightBits(float[] samples)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(Rate);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(samples.Length);
        foreach (var sample in samples)
            writer.Write((byte)Math.Clamp(MathF.Round((sample * 128) + 128), 0, 255));
        return stream.ToArray();
    }
}
