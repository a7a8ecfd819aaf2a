using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Keys and values of one encoder head rounded to bytes. What all positions have in common is taken out first: of keys it changes no
/// attention, of values it is added to every result. Keys are [tile of positions, group of width, position, 4], values
/// [block of positions, tile of width, group of positions, width, 4], so that tiles read them in order.
/// </summary>
internal sealed unsafe class HeadBytes : IDisposable
{
    /// <summary>Positions whose attention shares a scale.</summary>
    public const int Block = 64;

    private const int Alignment = 64;
    private const int Lanes = VectorFunctions.Lanes;
    private const int Largest = 127;

    /// <summary>What makes queries unsigned.</summary>
    public const int Shift = 128;
    private const int Tile = ByteProducts.Columns;
    private const int Group = ByteProducts.Group;

    /// <summary>Score of the positions behind the last, which count for nothing.</summary>
    private const float Nothing = 1e30f;

    private readonly int _width;
    private readonly int _positions;
    private readonly sbyte* _keys;
    private readonly sbyte* _values;
    private readonly float* _floats;

    public HeadBytes(int width, int positions)
    {
        (_width, _positions) = (width, positions);
        Width = Padding.To(Tile, width);
        Positions = Padding.To(Block, positions);
        var bytes = (nuint)Positions * (nuint)Width;
        _keys = (sbyte*)NativeMemory.AlignedAlloc(2 * bytes, Alignment);
        _values = _keys + bytes;
        NativeMemory.Clear(_keys, 2 * bytes);
        _floats = (float*)NativeMemory.AlignedAlloc((nuint)(2 * (Positions + Width)) * sizeof(float), Alignment);
    }

    /// <summary>Width with what it is padded by.</summary>
    public int Width { get; }

    /// <summary>Positions with what they are padded by.</summary>
    public int Positions { get; }

    public sbyte* Keys => _keys;

    public sbyte* Values => _values;

    /// <summary>Scale of each position's key.</summary>
    public float* KeyScales => _floats;

    /// <summary>What is taken off each position's scaled score: queries are shifted to be unsigned.</summary>
    public float* KeyOffsets => _floats + Positions;

    /// <summary>Scale of each number of the values.</summary>
    public float* ValueScales => _floats + (2 * Positions);

    /// <summary>Mean of each number of the values.</summary>
    public float* ValueMeans => ValueScales + Width;

    /// <summary>Takes keys and values.</summary>
    /// <param name="keys">The head's part of the first position's key; the others follow at <paramref name="stride"/>.</param>
    /// <param name="values">Placed as the keys.</param>
    /// <param name="stride">From position to position.</param>
    public void Store(float* keys, float* values, int stride)
    {
        StoreKeys(keys, stride);
        StoreValues(values, stride);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_keys);
        NativeMemory.AlignedFree(_floats);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StoreKeys(float* keys, int stride)
    {
        var mean = stackalloc float[_width];
        var key = stackalloc float[_width];
        var rounded = stackalloc sbyte[Width];
        new Span<sbyte>(rounded, Width).Clear();
        Mean(keys, stride, mean);
        for (var position = 0; position < _positions; position++)
        {
            Subtract(keys + ((long)position * stride), mean, key);
            var scale = RowRounding.Scale(key, _width, Largest);
            KeyScales[position] = scale;
            KeyOffsets[position] = Shift * scale * RowRounding.Round(key, _width, scale, 0, (byte*)rounded);
            var tile = (int*)(_keys + (position / Tile * Width * Tile) + (position % Tile * Group));
            for (var i = 0; i < Width / Group; i++)
                tile[i * Tile] = ((int*)rounded)[i];
        }

        for (var position = _positions; position < Positions; position++)
            (KeyScales[position], KeyOffsets[position]) = (0, Nothing);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StoreValues(float* values, int stride)
    {
        var value = stackalloc float[_width];
        var factors = stackalloc float[_width];
        var rounded = stackalloc sbyte[Group * Width];
        Scale(values, stride, factors);
        for (var group = 0; group < _positions; group += Group)
        {
            new Span<sbyte>(rounded, Group * Width).Clear();
            for (var position = group; position < Math.Min(group + Group, _positions); position++)
            {
                Subtract(values + ((long)position * stride), ValueMeans, value);
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(value, _width), new ReadOnlySpan<float>(factors, _width), new Span<float>(value, _width));
                RowRounding.Round(value, _width, 1, 0, (byte*)rounded + ((position - group) * Width));
            }

            var block = (int*)(_values + (group / Block * Block * Width) + (group % Block * Tile));
            for (var i = 0; i < Width; i++)
            {
                block[(i / Tile * Block * Tile / Group) + (i % Tile)] =
                    (byte)rounded[i] | (byte)rounded[Width + i] << 8 | (byte)rounded[(2 * Width) + i] << 16 | rounded[(3 * Width) + i] << 24;
            }
        }
    }

    /// <summary>Finds the values' means and scales, and the scales' inverses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scale(float* values, int stride, float* factors)
    {
        new Span<float>(ValueScales, 2 * Width).Clear();
        Mean(values, stride, ValueMeans);
        var i = 0;
        for (; i + Lanes <= _width; i += Lanes)
        {
            var (mean, most) = (Vector512.Load(ValueMeans + i), Vector512<float>.Zero);
            for (var position = 0; position < _positions; position++)
                most = Vector512.MaxNative(most, Vector512.Abs(Vector512.Load(values + ((long)position * stride) + i) - mean));
            (most / Vector512.Create((float)Largest)).Store(ValueScales + i);
        }

        for (; i < _width; i++)
        {
            for (var position = 0; position < _positions; position++)
                ValueScales[i] = Math.Max(ValueScales[i], MathF.Abs(values[((long)position * stride) + i] - ValueMeans[i]) / Largest);
        }

        for (i = 0; i < _width; i++)
            factors[i] = ValueScales[i] == 0 ? 0 : 1 / ValueScales[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Subtract(float* row, float* mean, float* difference)
    {
        var i = 0;
        for (; i + Lanes <= _width; i += Lanes)
            (Vector512.Load(row + i) - Vector512.Load(mean + i)).Store(difference + i);
        for (; i < _width; i++)
            difference[i] = row[i] - mean[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Mean(float* rows, int stride, float* mean)
    {
        var i = 0;
        for (; i + Lanes <= _width; i += Lanes)
        {
            var sum = Vector512<float>.Zero;
            for (var position = 0; position < _positions; position++)
                sum += Vector512.Load(rows + ((long)position * stride) + i);
            (sum / Vector512.Create((float)_positions)).Store(mean + i);
        }

        for (; i < _width; i++)
        {
            mean[i] = 0;
            for (var position = 0; position < _positions; position++)
                mean[i] += rows[((long)position * stride) + i] / _positions;
        }
    }
}
