using System.Numerics;
using CallQA.Engines.Whisper.Audio;

namespace CallQA.Engines.Speakers;

/// <summary>Mel cepstra over the telephone band: the shape of the vocal tract, without the level.</summary>
internal static class Cepstrum
{
    /// <summary>Coefficients of a frame, the level left out.</summary>
    public const int Size = 16;

    private const int Bands = 22;
    private const double LowestHertz = 250;
    private const double HighestHertz = 3_600;
    private const double HertzPerBin = (double)LogMel.SampleRate / 2 / (ShortTimeSpectrum.Bins - 1);
    private const float Floor = 1e-7f;
    private static readonly (int First, float[] Weights)[] Filters = [.. Enumerable.Range(0, Bands).Select(Filter)];
    private static readonly float[] Cosines = [.. Enumerable.Range(0, Size * Bands).Select(Cosine)];

    /// <summary>Cepstrum of one lane of a spectrum.</summary>
    /// <param name="power">Power per bin, as <see cref="ShortTimeSpectrum"/> gives it.</param>
    /// <param name="lane">Which frame of the vectors.</param>
    /// <param name="cepstrum">Receives <see cref="Size"/> coefficients.</param>
    /// <returns>Level in the band, dB.</returns>
    public static float Compute(Vector<float>[] power, int lane, Span<float> cepstrum)
    {
        Span<float> logs = stackalloc float[Bands];
        var total = Floor;
        for (var band = 0; band < Bands; band++)
        {
            var (first, weights) = Filters[band];
            var sum = 0f;
            for (var i = 0; i < weights.Length; i++)
                sum += weights[i] * power[first + i][lane];
            total += sum;
            logs[band] = MathF.Log(sum + Floor);
        }

        for (var i = 0; i < Size; i++)
            cepstrum[i] = System.Numerics.Tensors.TensorPrimitives.Dot(logs, Cosines.AsSpan(i * Bands, Bands));
        return 10 * MathF.Log10(total);
    }

    private static double Mel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));

    private static double Hertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);

    private static (int First, float[] Weights) Filter(int band)
    {
        var (low, high) = (Mel(LowestHertz), Mel(HighestHertz));
        var step = (high - low) / (Bands + 1);
        var (from, centre, to) = (Hertz(low + (band * step)), Hertz(low + ((band + 1) * step)), Hertz(low + ((band + 2) * step)));
        var first = (int)Math.Floor(from / HertzPerBin);
        var weights = Enumerable.Range(first, (int)Math.Ceiling(to / HertzPerBin) - first + 1)
            .Select(bin => (float)Triangle(bin * HertzPerBin, from, centre, to))
            .ToArray();
        return (first, weights);
    }

    /// <summary>Never quite zero inside, for the lowest filters are narrower than the bins lie apart.</summary>
    private static double Triangle(double hertz, double from, double centre, double to)
    {
        var (below, above) = (Math.Max(centre - from, HertzPerBin), Math.Max(to - centre, HertzPerBin));
        return Math.Max(0, hertz < centre ? 1 - ((centre - hertz) / below) : 1 - ((hertz - centre) / above));
    }

    private static float Cosine(int index) =>
        (float)(Math.Sqrt(2.0 / Bands) * Math.Cos(Math.PI * (index / Bands + 1) * (index % Bands + 0.5) / Bands));
}
