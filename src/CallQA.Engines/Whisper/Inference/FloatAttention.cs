using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>Attention in 32-bit floating point: the runtime's own writes all scores to memory and reads them again.</summary>
internal sealed unsafe class FloatAttention : AudioAttention
{
    private const int Rows = FloatProducts.Rows;
    private const int Tile = FloatProducts.Columns;
    private const int Lanes = VectorFunctions.Lanes;

    /// <summary>Score of the positions behind the last, which count for nothing.</summary>
    private const float Nothing = -1e30f;

    private readonly int _headWidth;
    private readonly int _positions;
    private readonly HeadFloats[] _heads;
    private readonly HelpedWork _work = new();
    private readonly Action<int> _storeHead;
    private readonly Action<int> _attendItem;
    private float* _source;
    private float* _result;

    public FloatAttention(int heads, int headWidth, int positions)
    {
        (_headWidth, _positions) = (headWidth, positions);
        _heads = [.. Enumerable.Range(0, heads).Select(_ => new HeadFloats(headWidth, positions))];
        (_storeHead, _attendItem) = (StoreHead, AttendItem);
    }

    private int Width => _heads.Length * _headWidth;

    private int ItemsPerHead => (_positions + RowsOfItem - 1) / RowsOfItem;

    /// <inheritdoc />
    public override void Attend(float* source, float* result, int threads)
    {
        _source = source;
        _result = result;
        _work.Do(_heads.Length, threads, _storeHead);
        _work.Do(_heads.Length * ItemsPerHead, threads, _attendItem);
    }

    public override void Dispose() => Array.ForEach(_heads, head => head.Dispose());

    private void StoreHead(int head)
    {
        var keys = _source + Width + (head * _headWidth);
        _heads[head].Store(keys, keys + Width, 3 * Width);
    }

    private void AttendItem(int item)
    {
        var memory = _heads[item / ItemsPerHead];
        var length = Rows * (memory.Positions + memory.Width + _headWidth);
        var rented = ArrayPool<float>.Shared.Rent(length + Lanes);
        fixed (float* start = rented)
        {
            var scores = start + (Lanes - ((nint)start / sizeof(float) % Lanes));
            var first = item % ItemsPerHead * RowsOfItem;
            for (var row = first; row < Math.Min(first + RowsOfItem, _positions); row += Rows)
                Attend(memory, item / ItemsPerHead, row, scores);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private void Attend(HeadFloats memory, int head, int first, float* scores)
    {
        var results = scores + (Rows * memory.Positions);
        var queries = results + (Rows * memory.Width);
        var sums = stackalloc float[Rows];
        for (var row = 0; row < Rows; row++)
        {
            // Rows behind the last repeat it: their results are not taken.
            var query = _source + ((long)Math.Min(first + row, _positions - 1) * 3 * Width) + (head * _headWidth);
            TensorPrimitives.Multiply(new ReadOnlySpan<float>(query, _headWidth), VectorFunctions.Log2OfE / MathF.Sqrt(_headWidth), new Span<float>(queries + (row * _headWidth), _headWidth));
        }

        for (var at = 0; at < memory.Positions; at += Tile)
            FloatProducts.Tile(queries, _headWidth, memory.Keys + ((long)at * _headWidth), _headWidth, scores + at, memory.Positions);
        for (var row = 0; row < Rows; row++)
            sums[row] = Weigh(scores + (row * memory.Positions), memory.Positions);
        for (var at = 0; at < memory.Width; at += Tile)
            FloatProducts.Tile(scores, memory.Positions, memory.Values + ((long)at * _positions), _positions, results + at, memory.Width);
        for (var row = 0; row < Math.Min(Rows, _positions - first); row++)
        {
            var target = _result + ((long)(first + row) * Width) + (head * _headWidth);
            TensorPrimitives.Divide(new ReadOnlySpan<float>(results + (row * memory.Width), _headWidth), sums[row], new Span<float>(target, _headWidth));
        }
    }

    /// <summary>Turns a row's scores, exponents of two, into weights.</summary>
    /// <returns>Their sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Weigh(float* scores, int padded)
    {
        new Span<float>(scores + _positions, padded - _positions).Fill(Nothing);
        var highest = Vector512.Create(VectorFunctions.Highest(scores, padded));
        var (first, second) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var at = 0; at < padded; at += 2 * Lanes)
        {
            var (a, b) = (VectorFunctions.Exp2(Vector512.Load(scores + at) - highest), VectorFunctions.Exp2(Vector512.Load(scores + at + Lanes) - highest));
            a.Store(scores + at);
            b.Store(scores + at + Lanes);
            (first, second) = (first + a, second + b);
        }

        return Vector512.Sum(first + second);
    }
}
