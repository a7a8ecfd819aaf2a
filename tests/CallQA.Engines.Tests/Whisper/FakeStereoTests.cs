using CallQA.Engines.Whisper;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Whisper;

public sealed class FakeStereoTests
{
    private const float Offset = 0.3f;
    private static readonly Speaker[] Parties = [Speaker.Agent, Speaker.Customer];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-0.5, 0)]
    [InlineData(0.7, 0.2)]
    public void Resolve_KeepsOneChannelOfUnknownSpeaker_WhenTheOtherIsACopy(float gain, float offset)
    {
        var voice = Sound(1);

        Resolve(voice, [.. voice.Select(sample => (gain * sample) + offset)]).ShouldBe([Speaker.Unknown]);
    }

    [Theory]
    [InlineData(Offset, Offset)]
    [InlineData(Offset, -Offset / 2)]
    public void Resolve_KeepsBothParties_WhenTheirRecorderShiftsAllSamples(float first, float second) =>
        Resolve([.. Sound(1).Select(sample => sample + first)], [.. Sound(2).Select(sample => sample + second)]).ShouldBe(Parties);

    [Fact]
    public void Resolve_KeepsBothParties_WhenOneChannelIsConstant() => Resolve(Sound(1), [.. Sound(1).Select(_ => Offset)]).ShouldBe(Parties);

    private static IEnumerable<Speaker> Resolve(float[] first, float[] second)
    {
        using var audio = new AudioClip(TestAudio.Rate, [first, second]);
        return [.. FakeStereo.Resolve(audio, Parties, TestContext.Current.CancellationToken).Select(channel => channel.Speaker)];
    }

    // Quiet beside the offset, as a telephone's voice is.
    private static float[] Sound(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 5 * TestAudio.Rate).Select(_ => (float)((random.NextDouble() - 0.5) * 0.03))];
    }
}
