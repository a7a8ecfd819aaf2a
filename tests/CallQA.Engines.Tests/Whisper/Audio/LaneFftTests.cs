using System.Numerics;
using CallQA.Engines.Whisper.Audio;

namespace CallQA.Engines.Tests.Whisper.Audio;

public sealed class LaneFftTests
{
    [Theory]
    [InlineData(400)]
    [InlineData(8)]
    [InlineData(60)]
    public void Power_EqualsTheDefinition_WhenSignalIsRandom(int length)
    {
        var random = new FixedRandom(5);
        var lanes = Enumerable.Range(0, Vector<float>.Count)
            .Select(_ => Enumerable.Range(0, length).Select(_ => random.Next()).ToArray()).ToArray();
        var samples = new Vector<float>[length];
        for (var i = 0; i < length; i++)
            samples[i] = new Vector<float>(lanes.Select(lane => lane[i]).ToArray());
        var power = new Vector<float>[(length / 2) + 1];

        new LaneFft(length).Power(samples, power);

        for (var lane = 0; lane < lanes.Length; lane++)
        {
            for (var bin = 0; bin < power.Length; bin++)
                power[bin][lane].ShouldBe((float)Naive(lanes[lane], bin), 0.002f);
        }
    }

    private static double Naive(float[] signal, int bin)
    {
        var sum = Complex.Zero;
        for (var i = 0; i < signal.Length; i++)
            sum += signal[i] * Complex.Exp(new Complex(0, -2 * Math.PI * bin * i / signal.Length));
        return (sum * Complex.Conjugate(sum)).Real;
    }
}
