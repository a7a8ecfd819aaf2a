using System.Numerics.Tensors;
using System.Runtime.InteropServices;

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
    private const int Largest = 127;
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
        Width = Padded(width, Tile);
        Positions = Padded(positions, Block);
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

    /// <summary>What is taken off each position's scaled score: queries are shifted by 128 to be unsigned.</summary>
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

    private static int Padded(int count, int multiple) => (count + multiple - 1) / multiple * multiple;

    private void StoreKeys(float* keys, int stride)
    {
        Span<float> mean = stackalloc float[_width];
        Span<float> key = stackalloc float[_width];
        Mean(keys, stride, mean);
        for (var position = 0; position < Positions; position++)
        {
            (KeyScales[position], KeyOffsets[position]) = (0, Nothing);
            if (position >= _positions)
                continue;
            TensorPrimitives.Subtract(new ReadOnlySpan<float>(keys + ((long)position * stride), _width), mean, key);
            var scale = MathF.Abs(TensorPrimitives.MaxMagnitude<float>(key)) / Largest;
            TensorPrimitives.Multiply(key, scale == 0 ? 0 : 1 / scale, key);
            TensorPrimitives.Round<float>(key, key);
            Place(key, _keys + (position / Tile * Width * Tile) + (position % Tile * Group));
            KeyScales[position] = scale;
            KeyOffsets[position] = 128 * scale * TensorPrimitives.Sum<float>(key);
        }
    }

    /// <summary>Spreads a key over its tile.</summary>
    private static void Place(ReadOnlySpan<float> key, sbyte* target)
    {
        for (var i = 0; i < key.Length; i++)
            target[(i / Group * Tile * Group) + (i % Group)] = (sbyte)key[i];
    }

    private void StoreValues(float* values, int stride)
    {
        Span<float> mean = stackalloc float[Width];
        Span<float> largest = stackalloc float[_width];
        Span<float> value = stackalloc float[_width];
        mean.Clear();
        largest.Clear();
        Mean(values, stride, mean[.._width]);
        for (var position = 0; position < _positions; position++)
        {
            TensorPrimitives.Subtract(new ReadOnlySpan<float>(values + ((long)position * stride), _width), mean[.._width], value);
            TensorPrimitives.MaxMagnitude(value, largest, largest);
        }

        new Span<float>(ValueScales, Width).Clear();
        TensorPrimitives.Abs(largest, largest);
        TensorPrimitives.Divide(largest, Largest, new Span<float>(ValueScales, _width));
        mean.CopyTo(new Span<float>(ValueMeans, Width));
        for (var i = 0; i < _width; i++)
            largest[i] = largest[i] == 0 ? 0 : Largest / largest[i];
        for (var position = 0; position < _positions; position++)
        {
            TensorPrimitives.Subtract(new ReadOnlySpan<float>(values + ((long)position * stride), _width), mean[.._width], value);
            TensorPrimitives.Multiply(value, largest, value);
            TensorPrimitives.Round<float>(value, value);
            var block = _values + (position / Block * Block * Width) + (position % Block / Group * Tile * Group) + (position % Group);
            for (var i = 0; i < _width; i++)
                block[(i / Tile * Block * Tile) + (i % Tile * Group)] = (sbyte)value[i];
        }
    }

    private void Mean(float* rows, int stride, Span<float> mean)
    {
        mean.Clear();
        for (var position = 0; position < _positions; position++)
            TensorPrimitives.Add(mean, new ReadOnlySpan<float>(rows + ((long)position * stride), _width), mean);
        TensorPrimitives.Divide(mean, _positions, mean);
    }
}
