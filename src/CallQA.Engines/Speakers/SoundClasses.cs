using System.Numerics.Tensors;

namespace CallQA.Engines.Speakers;

/// <summary>
/// The sounds of a recording as a mixture of Gaussians. Voices are compared sound by sound, so that what is said
/// does not count as who says it.
/// </summary>
internal sealed class SoundClasses
{
    private const int Size = Cepstrum.Size;
    private const int Rounds = 8;
    private const int FramesPerClass = 60;
    private const double SmallestShare = 0.05;
    private readonly float[] _means;
    private readonly float[] _weights;
    private readonly float[] _constants;

    private SoundClasses(int count)
    {
        Count = count;
        (_means, _weights, _constants) = (new float[count * Size], new float[count * Size], new float[count]);
    }

    /// <summary>Number of classes.</summary>
    public int Count { get; }

    /// <summary>Learns the classes of a recording, always the same from the same frames.</summary>
    /// <param name="frames">Cepstra, one after the other; at least one.</param>
    /// <param name="most">Most classes.</param>
    public static SoundClasses Learn(ReadOnlySpan<float> frames, int most)
    {
        var total = frames.Length / Size;
        var classes = new SoundClasses(Math.Clamp(total / FramesPerClass, 1, most));
        var (mean, variance) = Moments(frames);
        for (var i = 0; i < classes.Count; i++)
            classes.Set(i, frames.Slice((int)((i + 0.5) * total / classes.Count) * Size, Size), variance, 1.0 / classes.Count);
        if (classes.Count == 1)
            classes.Set(0, mean, variance, 1);
        for (var round = 0; round < Rounds && classes.Count > 1; round++)
            classes.Refine(frames, variance);
        return classes;
    }

    /// <summary>How much of a frame belongs to each class; sums to one.</summary>
    public void Share(ReadOnlySpan<float> frame, Span<float> shares)
    {
        Span<float> difference = stackalloc float[Size];
        for (var i = 0; i < Count; i++)
        {
            TensorPrimitives.Subtract(frame, _means.AsSpan(i * Size, Size), difference);
            TensorPrimitives.Multiply(difference, _weights.AsSpan(i * Size, Size), difference);
            shares[i] = _constants[i] - (0.5f * TensorPrimitives.SumOfSquares<float>(difference));
        }

        TensorPrimitives.SoftMax<float>(shares[..Count], shares[..Count]);
    }

    /// <summary>Adds how a frame departs from a class, in standard deviations of the class.</summary>
    public void AddDeparture(ReadOnlySpan<float> frame, int index, float share, Span<float> sum)
    {
        var mean = _means.AsSpan(index * Size, Size);
        var weight = _weights.AsSpan(index * Size, Size);
        for (var i = 0; i < Size; i++)
            sum[i] += share * (frame[i] - mean[i]) * weight[i];
    }

    private static (float[] Mean, double[] Variance) Moments(ReadOnlySpan<float> frames)
    {
        var (sum, squares, total) = (new double[Size], new double[Size], frames.Length / Size);
        for (var i = 0; i < frames.Length; i++)
        {
            sum[i % Size] += frames[i];
            squares[i % Size] += (double)frames[i] * frames[i];
        }

        return (
            [.. sum.Select(value => (float)(value / total))],
            [.. squares.Select((value, i) => Math.Max(1e-4, (value / total) - (sum[i] / total * sum[i] / total)))]);
    }

    private void Set(int index, ReadOnlySpan<float> mean, double[] variance, double prior)
    {
        mean.CopyTo(_means.AsSpan(index * Size));
        var constant = Math.Log(prior);
        for (var i = 0; i < Size; i++)
        {
            _weights[(index * Size) + i] = (float)(1 / Math.Sqrt(variance[i]));
            constant -= 0.5 * Math.Log(variance[i]);
        }

        _constants[index] = (float)constant;
    }

    private void Refine(ReadOnlySpan<float> frames, double[] variance)
    {
        var (count, sum, squares) = (new double[Count], new double[Count * Size], new double[Count * Size]);
        Span<float> shares = stackalloc float[Count];
        for (var at = 0; at < frames.Length; at += Size)
        {
            var frame = frames.Slice(at, Size);
            Share(frame, shares);
            for (var i = 0; i < Count; i++)
            {
                if (shares[i] > 1e-3f)
                    Collect(frame, shares[i], ref count[i], sum.AsSpan(i * Size, Size), squares.AsSpan(i * Size, Size));
            }
        }

        for (var i = 0; i < Count; i++)
            Move(i, count[i], sum.AsSpan(i * Size, Size), squares.AsSpan(i * Size, Size), variance, frames.Length / Size);
    }

    private static void Collect(ReadOnlySpan<float> frame, float share, ref double count, Span<double> sum, Span<double> squares)
    {
        count += share;
        for (var i = 0; i < Size; i++)
        {
            sum[i] += share * frame[i];
            squares[i] += share * frame[i] * frame[i];
        }
    }

    private void Move(int index, double count, Span<double> sum, Span<double> squares, double[] overall, int total)
    {
        if (count < 1)
            return;
        var mean = new float[Size];
        var variance = new double[Size];
        for (var i = 0; i < Size; i++)
        {
            var centre = sum[i] / count;
            mean[i] = (float)centre;
            variance[i] = Math.Max((squares[i] / count) - (centre * centre), SmallestShare * overall[i]);
        }

        Set(index, mean, variance, count / total);
    }
}
