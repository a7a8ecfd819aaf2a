using CallQA.Coaching.Clips;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Tests.Coaching.Clips;

public sealed class ClipTests
{
    private const int Rate = 8000;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(2.0, 3.0, 1.7, 3.3)]
    [InlineData(1.1, 5.0, 0.7, 5.3)]
    [InlineData(2.0, 6.2, 1.7, 6.7)]
    [InlineData(0.1, 1.0, 0.0, 1.0)]
    [InlineData(9.0, 9.9, 8.7, 10.0)]
    [InlineData(1.35, 2.0, 1.3, 2.3)]
    public void ToWords_CutsNoWord_AndAddsAirThatHoldsNone(double start, double end, double expectedStart, double expectedEnd)
    {
        // Words: 1.0–1.3 and 6.0–6.5 by the agent, 6.4–6.7 by the customer beside the second one; the next at 6.7.
        var transcript = new Transcript("c", "en",
        [
            new(Speaker.Agent, "one two", Seconds(1), Seconds(6.5), 1, [Word(1, 1.3), Word(6, 6.5)]), new(Speaker.Customer, "three four", Seconds(6.4), Seconds(7), 1, [Word(6.4, 6.7), Word(6.7, 7)]),
            new(Speaker.Agent, "no times of words", Seconds(2), Seconds(9)),
        ]);
        var clip = new ClipSpan(Seconds(start), Seconds(end)).ToWords(transcript, Duration);
        (clip.Start.TotalSeconds, clip.End.TotalSeconds).ShouldBe((expectedStart, expectedEnd));
    }

    [Fact]
    public void Cut_TakesTheStretch_OfBothSidesTogether()
    {
        using var recording = new AudioClip(Rate, [Ramp(0.25f), Ramp(0.5f)]);
        using var clip = ClipAudio.Cut(recording, new(Seconds(1), Seconds(1.5)), level: false);
        (clip.SampleRate, clip.Channels.Count, clip.Length).ShouldBe((Rate, 1, Rate / 2));
        var samples = clip.Channels[0].ToArray();
        samples[0].ShouldBe(0.075f, 1e-5f);
        samples[^1].ShouldBe(0.1125f, 1e-4f);
        using var beyond = ClipAudio.Cut(recording, new(Seconds(9.5), Seconds(60)), level: false);
        beyond.Length.ShouldBe(Rate / 2, "a clip never reaches beyond its recording");
    }

    [Fact]
    public void Cut_DoesNotClip_WhenBothSidesAreLoud()
    {
        using var recording = new AudioClip(Rate, [Tone(0.9), Tone(0.9)]);
        using var clip = ClipAudio.Cut(recording, new(Seconds(0), Seconds(2)), level: false);
        clip.Channels[0].ToArray().Max().ShouldBe(1, 1e-4f);
    }

    [Theory]
    [InlineData(0.03)]
    [InlineData(0.9)]
    public void Even_BringsVoicesToOneLoudness_WhateverTheirPauses(double amplitude)
    {
        var voice = Tone(amplitude);
        for (var at = voice.Length / 2; at < voice.Length; at++) voice[at] *= 0.001f;
        VoiceLevel.Even(voice, Rate);
        VoiceLevel.Loudness(voice, Rate)!.Value.ShouldBe(VoiceLevel.Target, 0.1);
    }

    [Fact]
    public void Even_LeavesSilenceAlone_AndNeverClips()
    {
        var silence = Tone(0.0001);
        VoiceLevel.Even(silence, Rate);
        silence.Max().ShouldBe(0.0001f, 1e-6f);
        var click = Tone(0.02);
        click[100] = 0.9f;
        VoiceLevel.Even(click, Rate);
        click.Max(sample => Math.Abs(sample)).ShouldBeLessThan(0.9f);
        VoiceLevel.Loudness([], Rate).ShouldBeNull();
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static Word Word(double start, double end) => new("word", Seconds(start), Seconds(end), 1);

    private static float[] Ramp(float height) => [.. Enumerable.Range(0, 10 * Rate).Select(at => height * at / (10f * Rate))];

    private static float[] Tone(double amplitude) => [.. Enumerable.Range(0, 10 * Rate).Select(at => (float)(amplitude * Math.Sin(at * 2 * Math.PI * 440 / Rate)))];
}
