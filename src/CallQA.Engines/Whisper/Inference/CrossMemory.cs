using System.Runtime.InteropServices;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Cross-attention keys and values of one window in one decoder layer, rounded to bytes or 16-bit integers with a scale for each
/// head and position. Every token reads all of it: its size is what decoding costs. Numbers that are used together stand side by
/// side: keys as [head, block of positions, width, lane], values as [head, block of width, position, lane].
/// </summary>
/// <typeparam name="T">Stored type: <see cref="sbyte"/> or <see cref="short"/>.</typeparam>
internal sealed unsafe class CrossMemory<T> : IDisposable
    where T : unmanaged
{
    private const int Alignment = 64;
    private static readonly int Largest = typeof(T) == typeof(sbyte) ? sbyte.MaxValue : short.MaxValue;

    private readonly int _heads;
    private readonly int _headWidth;
    private readonly float[] _keyScales;
    private readonly float[] _valueScales;
    private int _keySize;
    private int _valueSize;
    private T* _data;

    /// <param name="heads">Heads of the layer.</param>
    /// <param name="headWidth">Numbers of a head.</param>
    /// <param name="positions">Most positions.</param>
    public CrossMemory(int heads, int headWidth, int positions)
    {
        (_heads, _headWidth) = (heads, headWidth);
        _keyScales = new float[heads * Padded(positions)];
        _valueScales = new float[heads * positions];
        Use(positions);
        Bytes = (long)heads * (_keySize + _valueSize) * sizeof(T);
        _data = (T*)NativeMemory.AlignedAlloc((nuint)Bytes, Alignment);
    }

    ~CrossMemory() => Free();

    /// <summary>Positions in use.</summary>
    public int Positions { get; private set; }

    /// <summary>Memory taken.</summary>
    public long Bytes { get; }

    /// <summary>Next multiple of the lanes that are computed at once.</summary>
    public static int Padded(int count) => Padding.To(WeightedSum.Lanes, count);

    public T* Keys(int head) => _data + ((long)head * _keySize);

    public T* Values(int head) => _data + ((long)_heads * _keySize) + ((long)head * _valueSize);

    /// <summary>Scale of each position's key, padded.</summary>
    public ReadOnlySpan<float> KeyScales(int head) => _keyScales.AsSpan(head * Padded(Positions), Padded(Positions));

    /// <summary>Scale of each position's value.</summary>
    public ReadOnlySpan<float> ValueScales(int head) => _valueScales.AsSpan(head * Positions, Positions);

    /// <summary>Makes room for so many positions; what is behind the last of them is left undefined.</summary>
    public void Use(int positions) => (Positions, _keySize, _valueSize) = (positions, Padded(positions) * _headWidth, Padded(_headWidth) * positions);

    /// <summary>Takes a head's keys and values.</summary>
    /// <param name="head">The head.</param>
    /// <param name="keysAndValues">Those of all heads side by side [positions, 2 × heads × head width].</param>
    public void Store(int head, ReadOnlySpan<float> keysAndValues)
    {
        var rounded = stackalloc T[_headWidth];
        var width = _heads * _headWidth;
        for (var position = 0; position < Positions; position++)
        {
            var keys = keysAndValues.Slice((2 * position * width) + (head * _headWidth), _headWidth);
            _keyScales[(head * Padded(Positions)) + position] = Round(keys, rounded);
            var key = Keys(head) + ((position / WeightedSum.Lanes) * _headWidth * WeightedSum.Lanes) + (position % WeightedSum.Lanes);
            for (var i = 0; i < _headWidth; i++)
                key[i * WeightedSum.Lanes] = rounded[i];
            var values = keysAndValues.Slice((((2 * position) + 1) * width) + (head * _headWidth), _headWidth);
            _valueScales[(head * Positions) + position] = Round(values, rounded);
            for (var part = 0; part < _headWidth; part += WeightedSum.Lanes)
            {
                new ReadOnlySpan<T>(rounded + part, Math.Min(WeightedSum.Lanes, _headWidth - part))
                    .CopyTo(new Span<T>(Values(head) + ((long)part * Positions) + (position * WeightedSum.Lanes), WeightedSum.Lanes));
            }
        }
    }

    /// <summary>The keys of a head as they were given, but for the rounding [positions, head width].</summary>
    public float[] ReadKeys(int head)
    {
        var result = new float[Positions * _headWidth];
        for (var position = 0; position < Positions; position++)
        {
            var source = Keys(head) + ((position / WeightedSum.Lanes) * _headWidth * WeightedSum.Lanes) + (position % WeightedSum.Lanes);
            for (var i = 0; i < _headWidth; i++)
                result[(position * _headWidth) + i] = KeyScales(head)[position] * ToSingle(source[i * WeightedSum.Lanes]);
        }

        return result;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private static float Round(ReadOnlySpan<float> values, T* rounded)
    {
        fixed (float* row = values)
        {
            var scale = RowRounding.Scale(row, values.Length, Largest);
            if (typeof(T) == typeof(sbyte))
                RowRounding.Round(row, values.Length, scale, 0, (byte*)rounded);
            else
                RowRounding.Round(row, values.Length, scale, (short*)rounded);
            return scale;
        }
    }

    private static float ToSingle(T value) => typeof(T) == typeof(sbyte) ? *(sbyte*)&value : *(short*)&value;

    private void Free()
    {
        NativeMemory.AlignedFree(_data);
        _data = null;
    }
}
