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

    private static int Padded(int count, int multiple) => (count + multiple - 1) / multiple * multiple;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StoreKeys(float* keys, int stride)
    {
        Span<float> mean = stackalloc float[_width];
        Span<float> key = stackalloc float[_width];
        var rounded = stackalloc sbyte[Width];
        new Span<sbyte>(rounded, Width).Clear();
        Mean(keys, stride, mean);
        for (var position = 0; position < _positions; position++)
        {
            TensorPrimitives.Subtract(new ReadOnlySpan<float>(keys + ((long)position * stride), _width), mean, key);
            var scale = MathF.Abs(TensorPrimitives.MaxMagnitude<float>(key)) / Largest;
            TensorPrimitives.Multiply(key, scale == 0 ? 0 : 1 / scale, key);
            KeyScales[position] = scale;
            KeyOffsets[position] = Shift * scale * Round(key, rounded);
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
        Span<float> value = stackalloc float[_width];
        Span<float> factors = stackalloc float[_width];
        var rounded = stackalloc sbyte[Group * Width];
        Scale(values, stride, value, factors);
        for (var group = 0; group < _positions; group += Group)
        {
            new Span<sbyte>(rounded, Group * Width).Clear();
            for (var position = group; position < Math.Min(group + Group, _positions); position++)
            {
                TensorPrimitives.Subtract(new ReadOnlySpan<float>(values + ((long)position * stride), _width), new ReadOnlySpan<float>(ValueMeans, _width), value);
                TensorPrimitives.Multiply(value, factors, value);
                Round(value, rounded + ((position - group) * Width));
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
    private void Scale(float* values, int stride, Span<float> value, Span<float> factors)
    {
        new Span<float>(ValueScales, 2 * Width).Clear();
        var means = new Span<float>(ValueMeans, _width);
        factors.Clear();
        Mean(values, stride, means);
        for (var position = 0; position < _positions; position++)
        {
            TensorPrimitives.Subtract(new ReadOnlySpan<float>(values + ((long)position * stride), _width), means, value);
            TensorPrimitives.MaxMagnitude(value, factors, factors);
        }

        TensorPrimitives.Abs(factors, factors);
        TensorPrimitives.Divide(factors, Largest, new Span<float>(ValueScales, _width));
        for (var i = 0; i < _width; i++)
            factors[i] = factors[i] == 0 ? 0 : Largest / factors[i];
    }

    /// <returns>The sum of the rounded numbers.</returns>
    private static int Round(ReadOnlySpan<float> values, sbyte* target)
    {
        var (sum, i) = (0, 0);
        for (; i + Tile <= values.Length; i += Tile)
        {
            var rounded = Vector512.ConvertToInt32Native(Vector512.Round(Vector512.Create(values[i..])));
            sum += Vector512.Sum(rounded);
            var words = Vector256.Narrow(rounded.GetLower(), rounded.GetUpper());
            Vector128.Narrow(words.GetLower(), words.GetUpper()).Store(target + i);
        }

        for (; i < values.Length; i++)
            sum += target[i] = (sbyte)MathF.Round(values[i]);
        return sum;
    }

    private void Mean(float* rows, int stride, Span<float> mean)
    {
        mean.Clear();
        for (var position = 0; position < _positions; position++)
            TensorPrimitives.Add(mean, new ReadOnlySpan<float>(rows + ((long)position * stride), _width), mean);
        TensorPrimitives.Divide(mean, _positions, mean);
    }
}
