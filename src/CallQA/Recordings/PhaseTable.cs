using System.Numerics;

namespace CallQA.Recordings;

/// <summary>A resampler's taps for each fractional position, made when first asked for: odd pairs of rates have many.</summary>
/// <param name="phases">Positions between two samples of the source.</param>
/// <param name="cutoff">Share of the source's band that is kept.</param>
internal sealed class PhaseTable(int phases, double cutoff)
{
    private const int ZeroCrossings = 24;
    private const double KaiserBeta = 9;

    private readonly float[]?[] _taps = new float[phases][];

    /// <summary>Samples of the source that count on either side.</summary>
    public int Reach { get; } = (int)Math.Ceiling(ZeroCrossings / cutoff);

    /// <summary>Taps for a position: twice <see cref="Reach"/>, the first for the sample <see cref="Reach"/> − 1 before it.</summary>
    public float[] Taps(int phase) => _taps[phase] ??= Design((double)phase / phases);

    /// <summary>Makes one sample.</summary>
    /// <param name="samples">The source, silent outside.</param>
    /// <param name="centre">The source's sample at or before the new one.</param>
    /// <param name="phase">How far behind it the new one is, in so many parts.</param>
    public float Apply(float[] samples, int centre, int phase)
    {
        var taps = Taps(phase);
        var start = centre - Reach + 1;
        var skip = Math.Max(0, -start);
        var count = Math.Min(taps.Length, samples.Length - start) - skip;
        return count <= 0 ? 0 : Dot(samples.AsSpan(start + skip, count), taps.AsSpan(skip, count));
    }

    private float[] Design(double fraction)
    {
        var taps = new float[2 * Reach];
        var sum = 0.0;
        for (var i = 0; i < taps.Length; i++)
        {
            var x = i - Reach + 1 - fraction;
            var value = cutoff * Sinc(cutoff * x) * Kaiser(x / Reach);
            taps[i] = (float)value;
            sum += value;
        }

        for (var i = 0; i < taps.Length; i++)
            taps[i] = (float)(taps[i] / sum);
        return taps;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) => Math.Abs(x) >= 1 ? 0 : BesselI0(KaiserBeta * Math.Sqrt(1 - (x * x))) / BesselI0(KaiserBeta);

    private static double BesselI0(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var lanes = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            lanes += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        var sum = Vector.Sum(lanes);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
