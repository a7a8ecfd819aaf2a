using System.Numerics;

namespace CallQA.Recordings;

/// <summary>Changes the sample rate with a windowed-sinc polyphase filter. Safe for concurrent use.</summary>
public sealed class Resampler
{
    private const int LowestRate = 4_000;
    private const int HighestRate = 192_000;
    private const int ZeroCrossings = 24;
    private const double RollOff = 0.95;
    private const double KaiserBeta = 9;

    private readonly int _up;
    private readonly int _down;
    private readonly PhaseTable _filter;

    /// <summary>Prepares a change of rate.</summary>
    /// <param name="from">Rate of the samples, 4,000–192,000 Hz.</param>
    /// <param name="to">The wanted rate, 4,000–192,000 Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is out of range.</exception>
    internal Resampler(int from, int to)
    {
        CheckRate(from, nameof(from));
        CheckRate(to, nameof(to));
        To = to;
        var divisor = (int)BigInteger.GreatestCommonDivisor(from, to);
        (_up, _down) = (to / divisor, from / divisor);
        _filter = new PhaseTable(_up, Math.Min(1.0, (double)to / from) * RollOff);
    }

    /// <summary>The new rate, in hertz.</summary>
    internal int To { get; }

    /// <summary>Resamples one channel.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="from">Their rate, 4,000–192,000 Hz.</param>
    /// <param name="to">The wanted rate, 4,000–192,000 Hz.</param>
    /// <returns>Samples at the new rate, as many as the length in time asks for, rounded up; the same array when the rates are equal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rate is out of range.</exception>
    public static float[] Resample(float[] samples, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var resampler = new Resampler(from, to);
        if (from == to)
            return samples;

        var output = new float[resampler.LengthOf(samples.Length)];
        resampler.Apply(samples, 0, 0, output);
        return output;
    }

    /// <summary>Samples that so many become.</summary>
    internal int LengthOf(int samples) => checked((int)((((long)samples * _up) + _down - 1) / _down));

    /// <summary>The source's samples that a piece of the output is made of.</summary>
    /// <param name="start">First sample of the output.</param>
    /// <param name="length">Samples of output, one at least.</param>
    /// <param name="sourceLength">All samples of the source.</param>
    internal (int From, int To) SourceOf(int start, int length, int sourceLength)
    {
        var first = (long)start * _down / _up;
        var last = ((long)start + length - 1) * _down / _up;
        return ((int)Math.Max(0, first - _filter.Reach), (int)Math.Min(sourceLength, last + _filter.Reach + 1));
    }

    /// <summary>Makes a piece of the output.</summary>
    /// <param name="samples">The samples that <see cref="SourceOf"/> names: nothing but silence lies beyond them, or they reach as far as the filter.</param>
    /// <param name="from">Where the first of them is in the source.</param>
    /// <param name="start">First sample of the output.</param>
    /// <param name="target">Takes the piece.</param>
    internal void Apply(float[] samples, int from, int start, Span<float> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var position = ((long)start + i) * _down;
            target[i] = _filter.Apply(samples, (int)((position / _up) - from), (int)(position % _up));
        }
    }

    private static void CheckRate(int rate, string name)
    {
        if (rate is < LowestRate or > HighestRate)
            throw new ArgumentOutOfRangeException(name, rate, $"Sample rates go from {LowestRate} to {HighestRate} Hz.");
    }

    /// <summary>The filter's taps for each fractional position, made when first asked for: odd pairs of rates have many.</summary>
    private sealed class PhaseTable(int phases, double cutoff)
    {
        private readonly float[]?[] _taps = new float[phases][];

        /// <summary>Samples of the source that count on either side.</summary>
        public int Reach { get; } = (int)Math.Ceiling(ZeroCrossings / cutoff);

        public float Apply(float[] samples, int centre, int phase)
        {
            var taps = _taps[phase] ??= Design((double)phase / phases);
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
}
