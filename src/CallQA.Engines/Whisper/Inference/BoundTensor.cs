using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Memory of ours that ONNX Runtime reads and writes directly, seen as a batch of rows of equal size. Outside the managed heap:
/// a batch takes hundreds of megabytes and must give them back at its end, not at some later collection.
/// </summary>
/// <typeparam name="T">Element type: <see cref="float"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
internal sealed unsafe class BoundTensor<T> : IDisposable
    where T : unmanaged
{
    private const int Alignment = 64;
    private readonly long[] _rowShape;
    private T* _data;

    public BoundTensor(int rows, params long[] rowShape)
    {
        Rows = rows;
        _rowShape = rowShape;
        RowLength = (int)rowShape.Aggregate(1L, (product, size) => product * size);
        _data = (T*)NativeMemory.AlignedAlloc(checked((nuint)rows * (nuint)RowLength * (nuint)sizeof(T)), Alignment);
        Value = View(rows);
    }

    ~BoundTensor() => Free();

    /// <summary>Rows there is memory for.</summary>
    public int Rows { get; }

    /// <summary>Rows that are bound.</summary>
    public int ShownRows { get; private set; }

    /// <summary>Elements of a row.</summary>
    public int RowLength { get; }

    /// <summary>The first element.</summary>
    public T* Data => _data;

    /// <summary>What is bound: the first rows.</summary>
    public OrtValue Value { get; private set; }

    /// <summary>Elements of a row.</summary>
    public Span<T> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows);
        ObjectDisposedException.ThrowIf(_data is null, this);
        return new Span<T>(_data + ((long)row * RowLength), RowLength);
    }

    /// <summary>Elements of several rows.</summary>
    public Span<T> RowsFrom(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)(first + count), (uint)Rows);
        ObjectDisposedException.ThrowIf(_data is null, this);
        return new Span<T>(_data + ((long)first * RowLength), checked(count * RowLength));
    }

    /// <summary>Binds the first rows only; the others keep their memory for later.</summary>
    public void Show(int rows)
    {
        Value.Dispose();
        Value = View(rows);
    }

    /// <summary>Copies the beginning of each part of a row to another row.</summary>
    /// <param name="from">The row to read.</param>
    /// <param name="to">The row to write.</param>
    /// <param name="parts">Equal parts that a row consists of.</param>
    /// <param name="length">Elements to copy of each part.</param>
    public void Copy(int from, int to, int parts, int length)
    {
        var source = Row(from);
        var target = Row(to);
        for (var at = 0; at < RowLength; at += RowLength / parts)
            source.Slice(at, length).CopyTo(target[at..]);
    }

    private OrtValue View(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Rows);
        ShownRows = rows;
        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            TypeOf(),
            [rows, .. _rowShape],
            (IntPtr)_data,
            (long)rows * RowLength * sizeof(T));
    }

    public void Dispose()
    {
        Value.Dispose();
        Free();
        GC.SuppressFinalize(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TensorElementType TypeOf() => default(T) switch
    {
        float => TensorElementType.Float,
        int => TensorElementType.Int32,
        _ => TensorElementType.Int64,
    };

    private void Free()
    {
        NativeMemory.AlignedFree(_data);
        _data = null;
    }
}
