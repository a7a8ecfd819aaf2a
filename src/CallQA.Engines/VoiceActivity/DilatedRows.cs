using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CallQA.Engines.VoiceActivity;

/// <summary>State of <see cref="ActivityNetwork"/>: a row of frames for each value, with silence before and after, so that every frame has neighbours.</summary>
internal sealed unsafe class DilatedRows
{
    private const int Width = ActivityNetwork.Width;
    private const int Lanes = 16;

    /// <summary>Frames computed at once.</summary>
    private const int Block = 2 * Lanes;

    /// <summary>Values computed at once.</summary>
    private const int Group = 4;

    /// <summary>Frames to the farthest neighbour.</summary>
    private const int Margin = 1 << (ActivityNetwork.Layers - 1);

    private readonly float[] _values;
    private int _frames;

    /// <param name="most">Frames it can hold.</param>
    public DilatedRows(int most)
    {
        _frames = most;
        Stride = Margin + ((most + Block - 1) / Block * Block) + Margin;
        _values = new float[Width * Stride];
    }

    /// <summary>Frames from row to row.</summary>
    public int Stride { get; }

    /// <summary>The first row, and the others <see cref="Stride"/> apart.</summary>
    public ReadOnlySpan<float> Rows => _values.AsSpan(Margin);

    /// <summary>Makes room for other frames, as many as it can hold at most, whose values are to be written.</summary>
    public void Begin(int frames)
    {
        _frames = frames;
        ClearBeyond();
    }

    /// <summary>The frames of a value.</summary>
    public Span<float> Row(int channel) => _values.AsSpan((channel * Stride) + Margin, _frames);

    /// <summary>Adds to each frame what a layer makes of it and of a neighbour on either side.</summary>
    /// <param name="weights">For each value three weights (before, now, after) of each value, and its bias.</param>
    /// <param name="distance">Frames to the neighbours.</param>
    /// <param name="next">Takes the sums; as many frames.</param>
    public void Look(ReadOnlySpan<float> weights, int distance, DilatedRows next)
    {
        fixed (float* weight = weights, source = _values, target = next._values)
        {
            for (var channel = 0; channel < Width; channel += Group)
            {
                for (var at = Margin; at < Margin + _frames; at += Block)
                    LookAt(weight + (channel * WeightLayout.LayerRow), source + at, target + at, channel, distance);
            }
        }

        // What was computed beyond the last frame must be silence to the next layer.
        next.Begin(_frames);
    }

    private void ClearBeyond()
    {
        for (var channel = 0; channel < Width; channel++)
            _values.AsSpan((channel * Stride) + Margin + _frames, Stride - Margin - _frames).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LookAt(float* weights, float* source, float* target, int channel, int distance)
    {
        const int Row = WeightLayout.LayerRow;
        const int Bias = 3 * Width;
        var (a0, b0) = (Vector512.Create(weights[Bias]), Vector512.Create(weights[Row + Bias]));
        var (c0, d0) = (Vector512.Create(weights[(2 * Row) + Bias]), Vector512.Create(weights[(3 * Row) + Bias]));
        var (a1, b1, c1, d1) = (a0, b0, c0, d0);
        var from = source - distance;
        for (var i = 0; i < Width; i++, from += Stride - (3 * distance))
        {
            for (var tap = 0; tap < 3; tap++, weights++, from += distance)
            {
                var (near, far) = (Vector512.Load(from), Vector512.Load(from + Lanes));
                var factor = Vector512.Create(weights[0]);
                (a0, a1) = (Vector512.FusedMultiplyAdd(near, factor, a0), Vector512.FusedMultiplyAdd(far, factor, a1));
                factor = Vector512.Create(weights[Row]);
                (b0, b1) = (Vector512.FusedMultiplyAdd(near, factor, b0), Vector512.FusedMultiplyAdd(far, factor, b1));
                factor = Vector512.Create(weights[2 * Row]);
                (c0, c1) = (Vector512.FusedMultiplyAdd(near, factor, c0), Vector512.FusedMultiplyAdd(far, factor, c1));
                factor = Vector512.Create(weights[3 * Row]);
                (d0, d1) = (Vector512.FusedMultiplyAdd(near, factor, d0), Vector512.FusedMultiplyAdd(far, factor, d1));
            }
        }

        Finish(a0, a1, source, target, channel);
        Finish(b0, b1, source, target, channel + 1);
        Finish(c0, c1, source, target, channel + 2);
        Finish(d0, d1, source, target, channel + 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Finish(Vector512<float> near, Vector512<float> far, float* source, float* target, int channel)
    {
        var at = (nint)channel * Stride;
        (Vector512.MaxNative(near, Vector512<float>.Zero) + Vector512.Load(source + at)).Store(target + at);
        (Vector512.MaxNative(far, Vector512<float>.Zero) + Vector512.Load(source + at + Lanes)).Store(target + at + Lanes);
    }
}
