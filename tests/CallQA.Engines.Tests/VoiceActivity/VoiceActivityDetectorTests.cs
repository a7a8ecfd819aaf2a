using CsCheck;
using CallQA.Engines.Tests.Whisper;
using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Engines.Tests.VoiceActivity;

public sealed class VoiceActivityDetectorTests
{
    private static readonly VoiceActivityDetector Detector = new(new VoiceActivityOptions());

    /// <summary>Sounds of a telephone line with nobody speaking: ring, busy, dial and special information tones, key presses, noise.</summary>
    public static TheoryData<string> Unspoken => ["nothing", "silence", "one sample", "noise", "loud noise", "noise that sets in", "hum", "ring", "european ring", "busy", "dial", "special information", "keys", "keys in noise", "beep", "fax", "offset", "clicks"];

    [Theory]
    [MemberData(nameof(Unspoken))]
    public void Detect_FindsNothing_WhenNobodySpeaks(string sound) => Detect(Make(sound)).ShouldBeEmpty();

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.003)]
    [InlineData(0.01)]
    public void Detect_FindsTheSpeech_WhenNoiseIsBelowIt(double noise)
    {
        var audio = TestAudio.Mix(
            TestAudio.Join(TestAudio.Silence(2), Voice.Say(1.5), TestAudio.Silence(2), Voice.Say(1), TestAudio.Silence(1)),
            TestAudio.Noise(7.5, noise));

        var spans = Detect(audio);

        spans.Count.ShouldBe(2);
        (spans[0].Start / 16_000.0).ShouldBe(2, 0.3);
        (spans[0].End / 16_000.0).ShouldBe(3.5, 0.3);
        (spans[1].Start / 16_000.0).ShouldBe(5.5, 0.3);
        (spans[1].End / 16_000.0).ShouldBe(6.5, 0.3);
    }

    [Fact]
    public void Detect_SplitsSpeechFromTones_WhenACallBeginsWithRinging()
    {
        var audio = TestAudio.Mix(TestAudio.Join(Make("ring"), TestAudio.Silence(1), Voice.Say(2), TestAudio.Silence(1)), TestAudio.Noise(14, 0.001));

        var span = Detect(audio).ShouldHaveSingleItem();

        (span.Start / 16_000.0).ShouldBe(11, 0.3);
        (span.End / 16_000.0).ShouldBe(13, 0.3);
    }

    [Fact]
    public void Detect_StaysInOrderAndInside_WhateverTheAudio() => Gen.Select(Gen.Int[0, 40_000], Gen.UInt).Sample((length, seed) =>
    {
        var audio = TestAudio.Noise(length / 16_000.0, 0.5, seed);
        for (var i = 0; i < audio.Length; i++)
            audio[i] *= MathF.Pow(MathF.Sin(i * 0.0003f * (seed % 7)), 4);
        var end = 0;
        foreach (var span in Detect(audio))
        {
            span.Start.ShouldBeGreaterThanOrEqualTo(end);
            span.Length.ShouldBeGreaterThan(0);
            end = span.End;
        }

        end.ShouldBeLessThanOrEqualTo(audio.Length);
    }, iter: 30);

    private static IReadOnlyList<SpeechSpan> Detect(float[] audio) => Detector.Detect(ChannelAudio.Of(TestAudio.Rate, audio));

    private static float[] Make(string sound) => sound switch
    {
        "nothing" => [],
        "silence" => TestAudio.Silence(5),
        "one sample" => [1f],
        "noise" => TestAudio.Noise(10, 0.01),
        "loud noise" => TestAudio.Noise(10, 0.5),
        "noise that sets in" => TestAudio.Join(TestAudio.Silence(3), TestAudio.Noise(4, 0.05), TestAudio.Silence(3)),
        "hum" => TestAudio.Tone(6, 0.1, 50, 150, 250),
        "ring" => TestAudio.Join(TestAudio.Tone(2, 0.2, 440, 480), TestAudio.Silence(4), TestAudio.Tone(2, 0.2, 440, 480), TestAudio.Silence(2)),
        "european ring" => TestAudio.Join(TestAudio.Tone(1, 0.2, 425), TestAudio.Silence(4), TestAudio.Tone(1, 0.2, 425)),
        "busy" => Repeat(8, TestAudio.Tone(0.48, 0.2, 425), TestAudio.Silence(0.48)),
        "dial" => TestAudio.Tone(6, 0.2, 350, 440),
        "special information" => Repeat(3, TestAudio.Tone(0.33, 0.2, 950), TestAudio.Tone(0.33, 0.2, 1400), TestAudio.Tone(0.33, 0.2, 1800), TestAudio.Silence(1)),
        "keys" => Keys(),
        "keys in noise" => TestAudio.Mix(Keys(), TestAudio.Noise(Keys().Length / 16_000.0, 0.004)),
        "beep" => TestAudio.Join(TestAudio.Silence(1), TestAudio.Tone(0.5, 0.4, 1000), TestAudio.Silence(1)),
        "fax" => TestAudio.Join(TestAudio.Tone(3, 0.3, 2100), TestAudio.Silence(1), TestAudio.Tone(0.5, 0.3, 1100)),
        "offset" => TestAudio.Generate(3, _ => 0.3),
        _ => TestAudio.Generate(5, t => t % 1 < 0.002 ? 0.8 : 0),
    };

    private static float[] Keys() => Repeat(3, TestAudio.Tone(0.1, 0.3, 697, 1209), TestAudio.Silence(0.1), TestAudio.Tone(0.1, 0.3, 770, 1336), TestAudio.Silence(0.1), TestAudio.Tone(0.15, 0.3, 941, 1477), TestAudio.Silence(0.4));

    private static float[] Repeat(int times, params float[][] parts) => TestAudio.Join([.. Enumerable.Repeat(TestAudio.Join(parts), times)]);
}
