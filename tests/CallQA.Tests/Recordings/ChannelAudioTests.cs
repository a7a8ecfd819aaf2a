using CallQA.Recordings;
using CsCheck;

namespace CallQA.Tests.Recordings;

public sealed class ChannelAudioTests
{
    [Theory]
    [InlineData(8_000, 16_000)]
    [InlineData(11_025, 16_000)]
    [InlineData(44_100, 16_000)]
    [InlineData(48_000, 8_000)]
    [InlineData(16_000, 16_000)]
    public void Read_GivesWhatTheWholeGives_WhateverThePiece(int from, int to)
    {
        var samples = Enumerable.Range(0, 60_000).Select(i => MathF.Sin(i * 0.37f) + (0.1f * (i % 17))).ToArray();
        var whole = Resampler.Resample(samples, from, to);
        var channel = ChannelAudio.Of(from, samples).At(to);
        channel.Length.ShouldBe(whole.Length);
        channel.SampleRate.ShouldBe(to);
        Gen.Select(Gen.Int[0, whole.Length], Gen.Int[0, 40_000]).Sample((start, length) =>
        {
            length = Math.Min(length, whole.Length - start);
            channel.Read(start, length).AsSpan().SequenceEqual(whole.AsSpan(start, length)).ShouldBeTrue();
        }, iter: 30);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void At_KeepsTheShortestAudio(int samples)
    {
        var channel = ChannelAudio.Of(8_000, new float[samples]).At(16_000);
        channel.ToArray().Length.ShouldBe(2 * samples);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(3, 1)]
    [InlineData(1, 3)]
    public void Read_Refuses_WhenThePieceIsNotInside(int start, int length) =>
        Should.Throw<ArgumentOutOfRangeException>(() => ChannelAudio.Of(8_000, [1, 2, 3]).Read(start, length));
}
