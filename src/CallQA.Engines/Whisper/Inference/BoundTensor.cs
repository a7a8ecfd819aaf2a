using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>Memory of ours that ONNX Runtime reads and writes directly, seen as a batch of rows of equal size.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class BoundTensor<T> : IDisposable
    where T : unmanaged
{
    private readonly long[] _rowShape;

    public BoundTensor(int rows, params long[] rowShape)
    {
        _rowShape = rowShape;
        RowLength = (int)rowShape.Aggregate(1L, (product, size) => product * size);
        Data = GC.AllocateUninitializedArray<T>(checked(rows * RowLength));
        Value = View(0, rows);
    }

    /// <summary>All elements, also those of rows no longer in view.</summary>
    public T[] Data { get; }

    /// <summary>Elements of a row.</summary>
    public int RowLength { get; }

    /// <summary>What is bound: the first rows.</summary>
    public OrtValue Value { get; private set; }

    /// <summary>Elements of a row.</summary>
    public Span<T> Row(int row) => Data.AsSpan(row * RowLength, RowLength);

    /// <summary>Keeps the given rows, in ascending order, and lets go of the others.</summary>
    public void Keep(IReadOnlyList<int> rows)
    {
        for (var to = 0; to < rows.Count; to++)
        {
            if (rows[to] != to)
                Row(rows[to]).CopyTo(Row(to));
        }

        Value.Dispose();
        Value = View(0, rows.Count);
    }

    /// <summary>Some of the rows, for binding; the caller disposes of it.</summary>
    public OrtValue View(int first, int rows) => OrtValue.CreateTensorValueFromMemory(
        OrtMemoryInfo.DefaultInstance,
        Data.AsMemory(first * RowLength, rows * RowLength),
        [rows, .. _rowShape]);

    public void Dispose() => Value.Dispose();
}
