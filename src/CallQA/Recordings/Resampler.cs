using System.Numerics;

namespace CallQA.Recordings;

/// <summary>Changes the sample rate with a windowed-sinc polyphase filter. Safe for concurrent use.</summary>
public sealed class Resampler
{
    private const int LowestRate = 4_000;
    private const int HighestRate = 192_000;
    private const double RollOff = 0.95;

    /// <summary>Rates whose ratio has no larger terms are computed many samples at a time.</summary>
    private const int LargestSimpleTerm = 6;

    private readonly int _up;
    private readonly int _down;
    private readonly PhaseTable _filter;
    private readonly SimpleRatio? _simple;

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
        _simple = Math.Max(_up, _down) <= LargestSimpleTerm ? new SimpleRatio(_up, _down, _filter) : null;
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
        if (_simple is not null)
        {
            _simple.Apply(samples, from, start, target);
            return;
        }

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
}
