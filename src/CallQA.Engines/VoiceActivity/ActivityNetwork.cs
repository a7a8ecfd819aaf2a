using System.Numerics;
using System.Numerics.Tensors;

namespace CallQA.Engines.VoiceActivity;

/// <summary>
/// A small network of dilated convolutions over time: each layer adds to what the one before it knew by looking at a frame and one
/// neighbour on either side, twice as far away in every layer. Safe for concurrent use.
/// </summary>
internal sealed class ActivityNetwork
{
    /// <summary>Values per frame inside.</summary>
    public const int Width = 32;

    /// <summary>Layers, whose neighbours are 1, 2, 4 … frames away.</summary>
    public const int Layers = 8;

    /// <summary>Frames on either side that a frame's result depends on.</summary>
    public const int Reach = (1 << Layers) - 1;

    private const string Resource = "CallQA.Engines.callqa-vad.bin";
    private static readonly Lazy<ActivityNetwork> Embedded = new(ReadEmbedded);
    private readonly float[] _weights;

    /// <param name="weights">All weights in the order of <see cref="WeightLayout"/>.</param>
    public ActivityNetwork(float[] weights)
    {
        if (weights.Length != WeightLayout.Total)
            throw new ArgumentException($"The network has {WeightLayout.Total} weights, not {weights.Length}.", nameof(weights));
        _weights = weights;
    }

    /// <summary>The network that comes with CallQA.</summary>
    public static ActivityNetwork Shipped => Embedded.Value;

    /// <summary>Tells for each frame how likely it is speech, as log odds.</summary>
    /// <param name="features">A row of frames for each of <see cref="ActivityFeatures.Count"/>; overwritten.</param>
    /// <param name="frames">Number of frames.</param>
    /// <returns>Log odds per frame.</returns>
    public float[] Run(float[] features, int frames)
    {
        for (var row = 0; row < ActivityFeatures.Count; row++)
        {
            var values = features.AsSpan(row * frames, frames);
            TensorPrimitives.Subtract(values, _weights[WeightLayout.Mean + row], values);
            TensorPrimitives.Multiply(values, _weights[WeightLayout.Scale + row], values);
        }

        var state = new float[Width * frames];
        var next = new float[Width * frames];
        for (var channel = 0; channel < Width; channel++)
            Mix(features, ActivityFeatures.Count, frames, WeightLayout.Input(channel), state.AsSpan(channel * frames, frames), rectify: true);
        for (var layer = 0; layer < Layers; layer++)
        {
            Look(state, next, frames, layer);
            (state, next) = (next, state);
        }

        var odds = new float[frames];
        Mix(state, Width, frames, WeightLayout.Output, odds, rectify: false);
        return odds;
    }

    private static ActivityNetwork ReadEmbedded()
    {
        using var stream = typeof(ActivityNetwork).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{Resource}'.");
        var bytes = new byte[WeightLayout.Total * 2];
        stream.ReadExactly(bytes);
        return new ActivityNetwork([.. Enumerable.Range(0, WeightLayout.Total).Select(i => (float)BitConverter.ToHalf(bytes, 2 * i))]);
    }

    /// <summary>Weighted sum of rows, frame by frame; the bias follows the weights.</summary>
    private void Mix(float[] rows, int count, int frames, int at, Span<float> target, bool rectify)
    {
        target.Fill(_weights[at + count]);
        for (var row = 0; row < count; row++)
            TensorPrimitives.MultiplyAdd(rows.AsSpan(row * frames, frames), _weights[at + row], target, target);
        if (rectify)
            TensorPrimitives.Max(target, 0f, target);
    }

    private void Look(float[] state, float[] next, int frames, int layer)
    {
        for (var channel = 0; channel < Width; channel++)
        {
            var at = WeightLayout.Layer(layer, channel);
            var target = next.AsSpan(channel * frames, frames);
            target.Fill(_weights[at + (3 * Width)]);
            for (var source = 0; source < Width; source++)
                Convolve(state.AsSpan(source * frames, frames), _weights.AsSpan(at + (3 * source), 3), 1 << layer, target);
            TensorPrimitives.Max(target, 0f, target);
            TensorPrimitives.Add(target, state.AsSpan(channel * frames, frames), target);
        }
    }

    /// <summary>Adds to each frame its own value and those so many frames before and after; there is nothing beyond the ends.</summary>
    internal static void Convolve(ReadOnlySpan<float> source, ReadOnlySpan<float> taps, int distance, Span<float> target)
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
