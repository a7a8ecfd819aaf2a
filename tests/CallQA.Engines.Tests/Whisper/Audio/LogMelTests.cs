using System.Numerics;
using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Tests.Whisper.Audio;

public sealed class LogMelTests
{
    private static readonly MelFilterBank Filters = MakeFilters();

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.003)]
    public void Compute_EqualsTheDefinition_WhenAudioIsShorterThanTheWindow(double seconds)
    {
        var audio = TestAudio.Mix(TestAudio.Sweep(seconds), TestAudio.Noise(seconds, 0.05));
        const int Frames = 150;
        var ours = new float[Filters.Bins * Frames];

        new LogMel(Filters).Compute(audio, Frames, ours);

        ours.ShouldBe(Naive(audio, Frames), 0.001);
    }

    [Fact]
    public void Compute_IgnoresTheRest_WhenAudioIsLongerThanTheWindow()
    {
        var (whole, cut) = (new float[Filters.Bins * 100], new float[Filters.Bins * 100]);
        var audio = TestAudio.Sweep(3);
        new LogMel(Filters).Compute(audio, 100, whole);
        new LogMel(Filters).Compute(audio.AsSpan(0, 16_000), 100, cut);
        whole.ShouldBe(cut);
    }

    [Fact]
    public void Compute_IsFlat_WhenAudioIsSilentOrEmpty()
    {
        var mel = new float[Filters.Bins * 10];
        new LogMel(Filters).Compute([], 10, mel);
        mel.ShouldAllBe(value => value == (-10 + 4) / 4f);
    }

    private static float[] Naive(float[] audio, int frames)
    {
        var mel = new double[Filters.Bins * frames];
        for (var frame = 0; frame < frames; frame++)
        {
            var power = PowerOf(audio, frame * 160);
            for (var bin = 0; bin < Filters.Bins; bin++)
            {
                var sum = power.Select((value, k) => value * Filters.Weights[(bin * Filters.Frequencies) + k]).Sum();
                mel[(bin * frames) + frame] = Math.Log10(Math.Max(sum, 1e-10));
            }
        }

        var floor = mel.Max() - 8;
        return mel.Select(value => (float)((Math.Max(value, floor) + 4) / 4)).ToArray();
    }

    private static double[] PowerOf(float[] audio, int centre)
    {
        var power = new double[201];
        for (var k = 0; k <= 200; k++)
        {
            var sum = Complex.Zero;
            for (var i = 0; i < 400; i++)
            {
                var at = Math.Abs(centre + i - 200);
                var window = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / 400));
                sum += (at < audio.Length ? audio[at] : 0) * window * Complex.Exp(new Complex(0, -2 * Math.PI * k * i / 400));
            }

            power[k] = (sum * Complex.Conjugate(sum)).Real;
        }

        return power;
    }

    private static MelFilterBank MakeFilters()
    {
        const int Bins = 16;
        var weights = new float[Bins * 201];
        for (var bin = 0; bin < Bins; bin++)
        {
            for (var k = 0; k < 201; k++)
                weights[(bin * 201) + k] = Math.Max(0, 1 - (Math.Abs(k - (12f * (bin + 1))) / 12)) / 50;
        }

        return new MelFilterBank(Bins, 201, weights);
    }
}
