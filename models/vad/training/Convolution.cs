using System.Numerics;
using System.Numerics.Tensors;

namespace VadTraining;

/// <summary>Convolution over time with one neighbour on either side, as a row at a time, which is what training needs both ways.</summary>
internal static class Convolution
{
    /// <summary>Adds to each frame its own value and those so many frames before and after; there is nothing beyond the ends.</summary>
    public static void Convolve(ReadOnlySpan<float> source, ReadOnlySpan<float> taps, int distance, Span<float> target)
    {
        var edge = Math.Min(distance, source.Length);
        var inner = Math.Max(0, source.Length - (2 * distance));
        Combine(source, taps, distance, inner, target[edge..]);
        TensorPrimitives.MultiplyAdd(source[..edge], taps[1], target[..edge], target[..edge]);
        Around(source, taps, distance, 0, edge, target);
        var late = edge + inner;
        TensorPrimitives.MultiplyAdd(source[late..], taps[1], target[late..], target[late..]);
        Around(source, taps, distance, late, source.Length, target);
    }

    /// <summary>The frames that have both neighbours, in one pass.</summary>
    private static void Combine(ReadOnlySpan<float> source, ReadOnlySpan<float> taps, int distance, int count, Span<float> target)
    {
        var now = source[Math.Min(distance, source.Length)..];
        var after = source[Math.Min(2 * distance, source.Length)..];
        var (a, b, c) = (new Vector<float>(taps[0]), new Vector<float>(taps[1]), new Vector<float>(taps[2]));
        var i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            var sum = new Vector<float>(target[i..]);
            sum = Vector.FusedMultiplyAdd(new Vector<float>(source[i..]), a, sum);
            sum = Vector.FusedMultiplyAdd(new Vector<float>(now[i..]), b, sum);
            Vector.FusedMultiplyAdd(new Vector<float>(after[i..]), c, sum).CopyTo(target[i..]);
        }

        for (; i < count; i++)
            target[i] += (source[i] * taps[0]) + (now[i] * taps[1]) + (after[i] * taps[2]);
    }

    /// <summary>The neighbours of the frames near the ends, where there are any.</summary>
    private static void Around(ReadOnlySpan<float> source, ReadOnlySpan<float> taps, int distance, int from, int to, Span<float> target)
    {
        for (var i = from; i < to; i++)
        {
            if (i >= distance)
                target[i] += source[i - distance] * taps[0];
            if (i + distance < source.Length)
                target[i] += source[i + distance] * taps[2];
        }
    }
}
