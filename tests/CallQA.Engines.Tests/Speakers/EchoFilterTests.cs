using CallQA.Engines.Speakers;
using CallQA.Engines.Tests.Whisper;
using CallQA.Engines.VoiceActivity;

namespace CallQA.Engines.Tests.Speakers;

public sealed class EchoFilterTests
{
    [Theory]
    [InlineData(-1, 0.02)]
    [InlineData(-2, 0.1)]
    [InlineData(-10, 0.005)]
    [InlineData(-10, 0.3)]
    [InlineData(-20, 0.1)]
    [InlineData(-30, 0.3)]
    public async Task Own_TakesTheEchoAndKeepsTheSpeech_WhenAChannelLeaks(double decibels, double delay)
    {
        var call = await SampleCall.ReadAsync("call-01-excellent-refund");
        var before = SampleCall.Speech(call[1]);
        var leaking = TestAudio.Mix(call[1], Echo(call[0], decibels, delay));
        var heard = SampleCall.Speech(leaking);
        var own = Own(call[0], leaking)!;

        own[0].ShouldBe(SampleCall.Speech(call[0]));
        ((double)Outside(own[1], before)).ShouldBeLessThanOrEqualTo((0.15 * Outside(heard, before)) + 16_000);
        Outside(before, own[1]).ShouldBeLessThan((int)(0.1 * before.Sum(span => span.Length)));
    }

    [Fact]
    public async Task Own_ChangesNothing_WhenBothSpeakForThemselves()
    {
        var call = await SampleCall.ReadAsync("call-02-excellent-support");
        var own = Own(call[0], call[1])!;
        own[0].ShouldBe(SampleCall.Speech(call[0]));
        own[1].ShouldBe(SampleCall.Speech(call[1]));
    }

    [Theory]
    [InlineData(0.05f, 0.02f)]
    [InlineData(0.3f, 0.3f)]
    public async Task Own_ChangesNothing_WhenTheRecorderShiftsAllSamples(float first, float second)
    {
        var call = await SampleCall.ReadAsync("call-02-excellent-support");
        var quiet = call.Select(channel => channel.Select(sample => 0.2f * sample).ToArray()).ToArray();
        float[][] shifted = [[.. quiet[0].Select(sample => sample + first)], [.. quiet[1].Select(sample => sample + second)]];

        var own = Own(shifted[0], shifted[1])!;

        own[0].ShouldBe(SampleCall.Speech(shifted[0]));
        own[1].ShouldBe(SampleCall.Speech(shifted[1]));
        own.ShouldAllBe(spans => spans.Count > 0);
    }

    [Fact]
    public async Task Own_KeepsAllSpeech_WhenTheOtherChannelIsConstant()
    {
        var call = await SampleCall.ReadAsync("call-02-excellent-support");
        var own = Own([.. call[0].Select(_ => 0.3f)], [.. call[1].Select(sample => sample + 0.3f)])!;

        own[1].ShouldBe(SampleCall.Speech([.. call[1].Select(sample => sample + 0.3f)]));
    }

    [Fact]
    public async Task Own_KeepsBoth_WhenTwoVoicesSpeakAtOnce()
    {
        var first = await SampleCall.ReadAsync("call-01-excellent-refund");
        var second = await SampleCall.ReadAsync("call-05-poor-cancellation");
        var length = Math.Min(first[0].Length, second[0].Length);
        var own = Own(first[0], second[0])!;
        own[0].ShouldBe(SampleCall.Speech(first[0][..length]));
        own[1].ShouldBe(SampleCall.Speech(second[0][..length]));
    }

    [Theory]
    [InlineData(0.5, 0, 0)]
    [InlineData(-0.3, 0.02, 0)]
    [InlineData(1, 0.1, 0.002)]
    public async Task Own_SaysThatTheChannelsAreOne_WhenTheyDifferInGainDelayAndNoiseOnly(double gain, double delay, double noise)
    {
        var call = await SampleCall.ReadAsync("call-03-mediocre-booking");
        var mono = TestAudio.Mix(call[0], call[1]);
        var copy = TestAudio.Mix(Echo(mono, 0, delay), TestAudio.Noise(mono.Length / 16_000.0, noise));
        Own(mono, [.. copy.Select(sample => (float)(gain * sample))]).ShouldBeNull();
    }

    [Fact]
    public void Own_IsEmpty_WhenNobodySpeaks() => Own(new float[16_000], new float[16_000])!.ShouldAllBe(spans => spans.Count == 0);

    [Fact]
    public async Task Own_Stops_WhenCancelled()
    {
        var call = await SampleCall.ReadAsync("call-01-excellent-refund");
        Should.Throw<OperationCanceledException>(() => OwnUntil(call[0], call[1], new CancellationToken(canceled: true)));
    }

    private static IReadOnlyList<IReadOnlyList<SpeechSpan>>? Own(float[] first, float[] second) => OwnUntil(first, second, TestContext.Current.CancellationToken);

    private static IReadOnlyList<IReadOnlyList<SpeechSpan>>? OwnUntil(float[] first, float[] second, CancellationToken cancellationToken)
    {
        var length = Math.Min(first.Length, second.Length);
        float[][] channels = [first[..length], second[..length]];
        return EchoFilter.Own([.. channels.Select(SampleCall.ToChannel)], [.. channels.Select(SampleCall.Speech)], cancellationToken);
    }

    private static float[] Echo(float[] samples, double decibels, double delay)
    {
        var (gain, shift) = (Math.Pow(10, decibels / 20), (int)(delay * 16_000));
        return [.. samples.Select((_, i) => i < shift ? 0 : (float)(gain * samples[i - shift]))];
    }

    /// <summary>Samples of the one that are not in the other.</summary>
    private static int Outside(IReadOnlyList<SpeechSpan> spans, IReadOnlyList<SpeechSpan> others) => spans.Sum(span =>
        span.Length - others.Sum(other => Math.Max(0, Math.Min(span.End, other.End) - Math.Max(span.Start, other.Start))));
}
