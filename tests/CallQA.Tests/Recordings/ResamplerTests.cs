using CallQA.Recordings;
using CsCheck;

namespace CallQA.Tests.Recordings;

public sealed class ResamplerTests
{
    [Theory]
    [InlineData(8_000)]
    [InlineData(11_025)]
    [InlineData(22_050)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(191_999)]
    public void Resample_KeepsATone_WhenItIsInBothBands(int from)
    {
        var output = Resampler.Resample(Sine(from, 1000, 0.5), from, 16_000);
        var expected = Sine(16_000, 1000, 0.5);

        for (var i = 800; i < expected.Length - 800; i++)
            output[i].ShouldBe(expected[i], 0.002f);
    }

    [Theory]
    [InlineData(48_000, 10_000)]
    [InlineData(44_100, 9_000)]
    public void Resample_RemovesATone_WhenItIsAboveTheNewBand(int from, double frequency)
    {
        var output = Resampler.Resample(Sine(from, frequency, 0.5), from, 16_000);
        output.Skip(800).SkipLast(800).Max(Math.Abs).ShouldBeLessThan(0.001f);
    }

    [Fact]
    public void Resample_MakesNoImages_WhenGoingUp()
    {
        var output = Resampler.Resample(Sine(8_000, 3_000, 0.5), 8_000, 16_000);
        var expected = Sine(16_000, 3_000, 0.5);
        for (var i = 800; i < expected.Length - 800; i++)
            output[i].ShouldBe(expected[i], 0.005f);
    }

    [Fact]
    public void Resample_KeepsTheDuration_WhateverTheRates() =>
        Gen.Select(Gen.Int[4_000, 192_000], Gen.Int[4_000, 192_000], Gen.Int[0, 300]).Sample((from, to, length) =>
            Resampler.Resample(new float[length], from, to).Length.ShouldBe((int)Math.Ceiling((double)length * to / from)), iter: 50);

    [Fact]
    public void Resample_GivesTheSameSamples_WhenRatesAreEqual()
    {
        float[] samples = [1, 2, 3];
        Resampler.Resample(samples, 8_000, 8_000).ShouldBe(samples);
    }

    [Theory]
    [InlineData(0, 16_000)]
    [InlineData(16_000, 200_000)]
    public void Resample_Refuses_WhenARateIsOutOfRange(int from, int to) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Resampler.Resample([1], from, to));

    [Theory]
    [InlineData(8_000, 16_000)]
    [InlineData(8_000, 4_000)]
    [InlineData(48_000, 16_000)]
    [InlineData(24_000, 16_000)]
    [InlineData(44_100, 16_000)]
    public void At_GivesTheSameSamples_WhereverAPieceBegins(int from, int to)
    {
        var random = new Random(3);
        var source = ChannelAudio.Of(from, [.. Enumerable.Range(0, 5_000).Select(_ => (float)random.NextDouble() - 0.5f)]);
        var whole = source.At(to).ToArray();

        for (var piece = 0; piece < 40; piece++)
        {
            var start = random.Next(whole.Length);
            var length = random.Next(whole.Length - start);
            source.At(to).Read(start, length).ShouldBe(whole[start..(start + length)]);
        }
    }

    [Theory]
    [InlineData(8_000, 16_000, 2, 1)]
    [InlineData(8_000, 4_000, 1, 2)]
    [InlineData(24_000, 16_000, 2, 3)]
    public void Resample_AppliesTheFilterToEverySample_WhenTheRatioIsSimple(int from, int to, int up, int down)
    {
        var random = new Random(4);
        var samples = Enumerable.Range(0, 700).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
        var filter = new PhaseTable(up, Math.Min(1.0, (double)to / from) * 0.95);

        var output = Resampler.Resample(samples, from, to);

        for (var i = 0; i < output.Length; i++)
            output[i].ShouldBe(filter.Apply(samples, i * down / up, i * down % up), 1e-5f);
    }

    private static float[] Sine(int rate, double frequency, double seconds) =>
        Enumerable.Range(0, (int)(rate * seconds)).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * frequency * i / rate))).ToArray();
}
