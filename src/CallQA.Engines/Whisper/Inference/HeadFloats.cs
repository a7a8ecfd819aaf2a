using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Keys and values of one encoder head, laid out so that tiles read them in order: keys as [tile of positions, width, position], values as
/// [tile of width, position, width].
/// </summary>
internal sealed unsafe class HeadFloats : IDisposable
{
    private const int Alignment = 64;
    private const int Tile = FloatProducts.Columns;

    private readonly int _width;
    private readonly int _positions;

    public HeadFloats(int width, int positions)
    {
        (_width, _positions) = (width, positions);
        (Width, Positions) = (Padding.To(Tile, width), Padding.To(Tile, positions));
        Keys = Allocate(Positions * _width);
        Values = Allocate(_positions * Width);
    }

    /// <summary>Width with what it is padded by.</summary>
    public int Width { get; }

    /// <summary>Positions with what they are padded by.</summary>
    public int Positions { get; }

    public float* Keys { get; }

    public float* Values { get; }

    /// <summary>Takes keys and values.</summary>
    /// <param name="keys">The head's part of the first position's key; the others follow at <paramref name="stride"/>.</param>
    /// <param name="values">Placed as the keys.</param>
    /// <param name="stride">From position to position.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Store(float* keys, float* values, int stride)
    {
        for (var position = 0; position < _positions; position++, keys += stride, values += stride)
        {
            var target = Keys + ((long)(position / Tile) * _width * Tile) + (position % Tile);
            for (var i = 0; i < _width; i++)
                target[i * Tile] = keys[i];
            for (var at = 0; at < _width; at += Tile)
                new ReadOnlySpan<float>(values + at, Math.Min(Tile, _width - at)).CopyTo(new Span<float>(Values + ((long)at * _positions) + (position * Tile), Tile));
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Keys);
        NativeMemory.AlignedFree(Values);
    }

    /// <summary>What pads it must be numbers: zeros.</summary>
    private static float* Allocate(int count)
    {
        var bytes = (nuint)count * sizeof(float);
        var memory = (float*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(memory, bytes);
        return memory;
    }
}
