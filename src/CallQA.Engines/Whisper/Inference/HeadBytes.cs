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
    private const int BitsOfByte = 8;

    /// <summary>What makes queries unsigned.</summary>
    public const int Shift = 128;
    private const int Tile = ByteProducts.Columns;
    private const int Group = ByteProducts.Group;

    /// <summary>Product and scale of the positions behind the last, which count for nothing.</summary>
    private const int Nothing = int.MinValue / 2;
    private const float ScaleOfNothing = 1e25f;

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

    /// <summary>What each position's product starts from: queries are shifted to be unsigned.</summary>
    public int* KeyStarts => (int*)(_floats + Positions);

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
        var mean = stackalloc float[3 * _width];
        var key = stackalloc float[_width];
        var rounded = stackalloc sbyte[Width];
        new Span<sbyte>(rounded, Width).Clear();
        ColumnRanges.Find(keys, _positions, stride, _width, mean, mean + _width, mean + (2 * _width));
        for (var position = 0; position < _positions; position++)
        {
            Subtract(keys + ((long)position * stride), mean, key);
            var scale = RowRounding.Scale(key, _width, Largest);
            KeyScales[position] = scale;
            KeyStarts[position] = -Shift * RowRounding.Round(key, _width, scale, 0, (byte*)rounded);
            var tile = (int*)(_keys + (position / Tile * Width * Tile) + (position % Tile * Group));
            for (var i = 0; i < Width / Group; i++)
                tile[i * Tile] = ((int*)rounded)[i];
        }

        for (var position = _positions; position < Positions; position++)
            (KeyScales[position], KeyStarts[position]) = (ScaleOfNothing, Nothing);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StoreValues(float* values, int stride)
    {
        var factors = stackalloc float[_width];
        Scale(values, stride, factors);
        for (var group = 0; group < _positions; group += Group)
        {
            var block = (int*)(_values + (group / Block * Block * Width) + (group % Block * Tile));
            StoreGroup(values + ((long)group * stride), stride, Math.Min(Group, _positions - group), factors, block);
        }
    }

    /// <summary>Rounds the values of four positions and puts the four of each column side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StoreGroup(float* values, int stride, int count, float* factors, int* block)
    {
        var i = 0;
        for (; i + Tile <= _width; i += Tile, block += Block * Tile / Group)
        {
            var four = Vector512<int>.Zero;
            for (var k = 0; k < count; k++)
            {
                var scaled = (Vector512.Load(values + (k * stride) + i) - Vector512.Load(ValueMeans + i)) * Vector512.Load(factors + i);
                var rounded = Vector512.ConvertToInt32Native(Vector512.Round(scaled)) & Vector512.Create((int)byte.MaxValue);
                four |= Vector512.ShiftLeft(rounded, k * BitsOfByte);
            }

            four.Store(block);
        }

        for (; i < _width; i++, block++)
        {
            *block = 0;
            for (var k = 0; k < count; k++)
                *block |= (byte)(int)MathF.Round((values[(k * stride) + i] - ValueMeans[i]) * factors[i]) << (k * BitsOfByte);
        }
    }

    /// <summary>Finds the values' means and scales, and the scales' inverses.</summary>
    private void Scale(float* values, int stride, float* factors)
    {
        var lowest = stackalloc float[_width];
        var highest = stackalloc float[_width];
        new Span<float>(ValueScales, 2 * Width).Clear();
        ColumnRanges.Find(values, _positions, stride, _width, ValueMeans, lowest, highest);
        for (var i = 0; i < _width; i++)
        {
            ValueScales[i] = Math.Max(highest[i] - ValueMeans[i], ValueMeans[i] - lowest[i]) / Largest;
            factors[i] = ValueScales[i] == 0 ? 0 : 1 / ValueScales[i];
        }
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
}
