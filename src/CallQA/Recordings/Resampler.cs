using System.Numerics;

namespace CallQA.Recordings;

/// <summary>Changes the sample rate with a windowed-sinc polyphase filter.</summary>
public static class Resampler
{
    private const int LowestRate = 4_000;
    private const int HighestRate = 192_000;
    private const int ZeroCrossings = 24;
    private const double RollOff = 0.95;
    private const double KaiserBeta = 9;

    /// <summary>Resamples one channel.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="from">Their rate, 4,000–192,000 Hz.</param>
    /// <param name="to">The wanted rate, 4,000–192,000 Hz.</param>
    /// <returns>Samples at the new rate, as many as the length in time asks for, rounded up; the same array when the rates are equal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rate is out of range.</exception>
    public static float[] Resample(float[] samples, int from, int to)
    {
        CheckRate(from, nameof(from));
        CheckRate(to, nameof(to));
        if (from == to || samples.Length == 0)
            return samples;

        var divisor = (int)BigInteger.GreatestCommonDivisor(from, to);
        var (up, down) = (to / divisor, from / divisor);
        var filter = new PhaseTable(up, Math.Min(1.0, (double)to / from) * RollOff);
        var output = new float[(int)((((long)samples.Length * up) + down - 1) / down)];
        for (var i = 0; i < output.Length; i++)
        {
            var position = (long)i * down;
            output[i] = filter.Apply(samples, (int)(position / up), (int)(position % up));
        }

        return output;
    }

    private static void CheckRate(int rate, string name)
    {
        if (rate is < LowestRate or > HighestRate)
            throw new ArgumentOutOfRangeException(name, rate, $"Sample rates go from {LowestRate} to {HighestRate} Hz.");
    }

    /// <summary>The filter's taps for each fractional position, made when first asked for: odd pairs of rates have many.</summary>
    private sealed class PhaseTable(int phases, double cutoff)
    {
        private readonly int _reach = (int)Math.Ceiling(ZeroCrossings / cutoff);
        private readonly float[]?[] _taps = new float[phases][];

        public float Apply(float[] samples, int centre, int phase)
        {
            var taps = _taps[phase] ??= Design((double)phase / phases);
            var start = centre - _reach + 1;
            var skip = Math.Max(0, -start);
            var count = Math.Min(taps.Length, samples.Length - start) - skip;
            return count <= 0 ? 0 : Dot(samples.AsSpan(start + skip, count), taps.AsSpan(skip, count));
        }

        private float[] Design(double fraction)
        {
            var taps = new float[2 * _reach];
            var sum = 0.0;
            for (var i = 0; i < taps.Length; i++)
            {
                var x = i - _reach + 1 - fraction;
                var value = cutoff * Sinc(cutoff * x) * Kaiser(x / _reach);
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
}
