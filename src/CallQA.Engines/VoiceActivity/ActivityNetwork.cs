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
    public float[] Run(float[] features, int frames) => Run(features, frames, (new DilatedRows(frames), new DilatedRows(frames)));

    /// <summary>Tells the same in memory that serves one run after the other: to touch new memory takes longer than to compute in it.</summary>
    /// <param name="features">A row of frames for each of <see cref="ActivityFeatures.Count"/>; overwritten.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="memory">Room for as many frames, twice.</param>
    /// <returns>Log odds per frame.</returns>
    public float[] Run(float[] features, int frames, (DilatedRows State, DilatedRows Next) memory)
    {
        for (var row = 0; row < ActivityFeatures.Count; row++)
        {
            var values = features.AsSpan(row * frames, frames);
            TensorPrimitives.Subtract(values, _weights[WeightLayout.Mean + row], values);
            TensorPrimitives.Multiply(values, _weights[WeightLayout.Scale + row], values);
        }

        var (state, next) = memory;
        state.Begin(frames);
        for (var channel = 0; channel < Width; channel++)
            Mix(features, frames, ActivityFeatures.Count, WeightLayout.Input(channel), state.Row(channel), rectify: true);
        for (var layer = 0; layer < Layers; layer++)
        {
            state.Look(_weights.AsSpan(WeightLayout.Layer(layer, 0), Width * WeightLayout.LayerRow), 1 << layer, next);
            (state, next) = (next, state);
        }

        var odds = new float[frames];
        Mix(state.Rows, state.Stride, Width, WeightLayout.Output, odds, rectify: false);
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
    private void Mix(ReadOnlySpan<float> rows, int stride, int count, int at, Span<float> target, bool rectify)
    {
        target.Fill(_weights[at + count]);
        for (var row = 0; row < count; row++)
            TensorPrimitives.MultiplyAdd(rows.Slice(row * stride, target.Length), _weights[at + row], target, target);
        if (rectify)
            TensorPrimitives.Max(target, 0f, target);
    }
}
