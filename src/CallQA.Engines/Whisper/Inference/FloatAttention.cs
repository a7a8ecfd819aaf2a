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

    private readonly HeadFloats[] _heads;

    public FloatAttention(int heads, int headWidth, int positions)
        : base(heads, headWidth, positions) => _heads = [.. Enumerable.Range(0, heads).Select(_ => new HeadFloats(headWidth, positions))];

    public override void Dispose() => Array.ForEach(_heads, head => head.Dispose());

    /// <inheritdoc />
    protected override void Store(int head, float* keys, float* values, int stride) => _heads[head].Store(keys, values, stride);

    /// <inheritdoc />
    protected override void AttendRows(int head, int first, int end)
    {
        var memory = _heads[head];
        var length = Rows * (memory.Positions + memory.Width + HeadWidth);
        var rented = ArrayPool<float>.Shared.Rent(length + Lanes);
        fixed (float* start = rented)
        {
            var scores = start + (Lanes - ((nint)start / sizeof(float) % Lanes));
            for (var row = first; row < end; row += Rows)
                Attend(memory, head, row, scores);
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
            var query = new ReadOnlySpan<float>(Query(head, first + row), HeadWidth);
            TensorPrimitives.Multiply(query, VectorFunctions.Log2OfE / MathF.Sqrt(HeadWidth), new Span<float>(queries + (row * HeadWidth), HeadWidth));
        }

        for (var at = 0; at < memory.Positions; at += Tile)
            FloatProducts.Tile(queries, HeadWidth, memory.Keys + ((long)at * HeadWidth), HeadWidth, scores + at, memory.Positions);
        for (var row = 0; row < Rows; row++)
            sums[row] = Weigh(scores + (row * memory.Positions), memory.Positions);
        for (var at = 0; at < memory.Width; at += Tile)
            FloatProducts.Tile(scores, memory.Positions, memory.Values + ((long)at * Positions), Positions, results + at, memory.Width);
        for (var row = 0; row < Math.Min(Rows, Positions - first); row++)
            TensorPrimitives.Divide(new ReadOnlySpan<float>(results + (row * memory.Width), HeadWidth), sums[row], Result(head, first + row));
    }

    /// <summary>Turns a row's scores, exponents of two, into weights.</summary>
    /// <returns>Their sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Weigh(float* scores, int padded)
    {
        new Span<float>(scores + Positions, padded - Positions).Fill(Nothing);
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
