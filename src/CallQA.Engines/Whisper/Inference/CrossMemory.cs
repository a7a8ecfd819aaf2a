using System.Numerics.Tensors;
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
    private static readonly float Largest = typeof(T) == typeof(sbyte) ? sbyte.MaxValue : short.MaxValue;

    private readonly int _heads;
    private readonly int _headWidth;
    private readonly int _keySize;
    private readonly int _valueSize;
    private readonly float[] _keyScales;
    private readonly float[] _valueScales;
    private T* _data;

    public CrossMemory(int heads, int headWidth, int positions)
    {
        (_heads, _headWidth, Positions) = (heads, headWidth, positions);
        _keySize = Padded(positions) * headWidth;
        _valueSize = Padded(headWidth) * positions;
        _keyScales = new float[heads * Padded(positions)];
        _valueScales = new float[heads * positions];
        var bytes = (nuint)heads * (nuint)(_keySize + _valueSize) * (nuint)sizeof(T);
        _data = (T*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(_data, bytes);
    }

    ~CrossMemory() => Free();

    public int Positions { get; }

    /// <summary>Next multiple of the lanes that are computed at once.</summary>
    public static int Padded(int count) => (count + WeightedSum.Lanes - 1) / WeightedSum.Lanes * WeightedSum.Lanes;

    public T* Keys(int head) => _data + ((long)head * _keySize);

    public T* Values(int head) => _data + ((long)_heads * _keySize) + ((long)head * _valueSize);

    /// <summary>Scale of each position's key, padded.</summary>
    public ReadOnlySpan<float> KeyScales(int head) => _keyScales.AsSpan(head * Padded(Positions), Padded(Positions));

    /// <summary>Scale of each position's value.</summary>
    public ReadOnlySpan<float> ValueScales(int head) => _valueScales.AsSpan(head * Positions, Positions);

    /// <summary>Takes a head's keys and values.</summary>
    /// <param name="head">The head.</param>
    /// <param name="keysAndValues">Those of all heads side by side [positions, 2 × heads × head width].</param>
    public void Store(int head, ReadOnlySpan<float> keysAndValues)
    {
        Span<float> rounded = stackalloc float[_headWidth];
        var width = _heads * _headWidth;
        for (var position = 0; position < Positions; position++)
        {
            var keys = keysAndValues.Slice((2 * position * width) + (head * _headWidth), _headWidth);
            _keyScales[(head * Padded(Positions)) + position] = Round(keys, rounded);
            Scatter(rounded, Keys(head) + ((position / WeightedSum.Lanes) * _headWidth * WeightedSum.Lanes) + (position % WeightedSum.Lanes), WeightedSum.Lanes);
            var values = keysAndValues.Slice((((2 * position) + 1) * width) + (head * _headWidth), _headWidth);
            _valueScales[(head * Positions) + position] = Round(values, rounded);
            for (var part = 0; part < _headWidth; part += WeightedSum.Lanes)
                Scatter(rounded[part..Math.Min(part + WeightedSum.Lanes, _headWidth)], Values(head) + ((long)part * Positions) + (position * WeightedSum.Lanes), 1);
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

    private static float Round(ReadOnlySpan<float> values, Span<float> rounded)
    {
        var scale = MathF.Abs(TensorPrimitives.MaxMagnitude(values)) / Largest;
        TensorPrimitives.Multiply(values, scale == 0 ? 0 : 1 / scale, rounded);
        TensorPrimitives.Round<float>(rounded, rounded);
        return scale;
    }

    private static void Scatter(ReadOnlySpan<float> values, T* target, int stride)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (typeof(T) == typeof(sbyte))
                ((sbyte*)target)[i * stride] = (sbyte)values[i];
            else
                ((short*)target)[i * stride] = (short)values[i];
        }
    }

    private static float ToSingle(T value) => typeof(T) == typeof(sbyte) ? *(sbyte*)&value : *(short*)&value;

    private void Free()
    {
        NativeMemory.AlignedFree(_data);
        _data = null;
    }
}
