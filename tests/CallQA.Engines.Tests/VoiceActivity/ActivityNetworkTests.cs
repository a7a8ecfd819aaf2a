using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Tests.Whisper;
using CallQA.Recordings;
using CsCheck;

namespace CallQA.Engines.Tests.VoiceActivity;

public sealed class ActivityNetworkTests
{
    [Fact]
    public void Convolve_AddsNeighbours_WhateverTheLength() => Gen.Select(Gen.Int[1, 70], Gen.Int[1, 40]).Sample((length, distance) =>
    {
        var source = TestAudio.Noise(length / 16_000.0, 1, (uint)length);
        float[] taps = [0.5f, -2, 3];
        var target = Enumerable.Repeat(1f, source.Length).ToArray();

        ActivityNetwork.Convolve(source, taps, distance, target);

        for (var i = 0; i < source.Length; i++)
        {
            var before = i >= distance ? source[i - distance] : 0;
            var after = i + distance < source.Length ? source[i + distance] : 0;
            target[i].ShouldBe(1 + (taps[0] * before) + (taps[1] * source[i]) + (taps[2] * after), 1e-5f);
        }
    }, iter: 200);

    [Fact]
    public void Score_IsTheSame_HoweverLongTheChannelAroundIt()
    {
        var sentence = Voice.Sentence();
        var scorer = new NetworkScorer(ActivityNetwork.Shipped, -62);
        var seam = 4096 * ActivityFeatures.Hop;
        var audio = new float[seam + (4 * 8_000)];
        sentence.CopyTo(audio, seam - (2 * 8_000));

        var whole = scorer.Score(ChannelAudio.Of(8_000, audio), CancellationToken.None);
        var start = (seam / ActivityFeatures.Hop) - 1_000;
        var part = scorer.Score(ChannelAudio.Of(8_000, audio[(start * ActivityFeatures.Hop)..]), CancellationToken.None);

        for (var i = 600; i < part.Length; i++)
            part[i].ShouldBe(whole[start + i], 0.01f);
        part.Max().ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Constructor_Refuses_WhenWeightsAreMissing() =>
        Should.Throw<ArgumentException>(() => new ActivityNetwork(new float[7])).Message.ShouldContain("not 7");
}
