using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Attention of text positions over the audio of their windows, computed on the stored integers: the runtime's own reads four
/// times as much memory. Rows of one window (beams, positions of a prompt) read it once for four of them.
/// </summary>
/// <typeparam name="T">Stored type of keys and values.</typeparam>
internal sealed unsafe class CrossAttention<T>
    where T : unmanaged
{
    private const int RowsAtOnce = 4;

    /// <summary>Score of the positions behind the last, which count for nothing.</summary>
    private const float Nothing = -1e30f;

    private readonly int _heads;
    private readonly int _headWidth;

    private readonly HelpedWork _work = new();
    private readonly Action<int> _attendOne;
    private Task _task;

    public CrossAttention(int heads, int headWidth)
    {
        (_heads, _headWidth) = (heads, headWidth);
        _attendOne = AttendOne;
    }

    /// <summary>Computes all windows and heads, several at a time.</summary>
    public void Attend(
        IReadOnlyList<CrossMemory<T>[]> windows, int layer, float* queries, int rowsPerWindow, float* results, int threads)
    {
        _task = new Task(windows, layer, (IntPtr)queries, (IntPtr)results, rowsPerWindow);
        _work.Do(windows.Count * _heads, threads, _attendOne);
    }

    private void AttendOne(int item)
    {
        var (window, head) = (item / _heads, item % _heads);
        var memory = _task.Windows[window][_task.Layer];
        var width = _heads * _headWidth;
        for (var row = 0; row < _task.RowsPerWindow; row += RowsAtOnce)
        {
            var rows = Math.Min(RowsAtOnce, _task.RowsPerWindow - row);
            var first = (((window * _task.RowsPerWindow) + row) * width) + (head * _headWidth);
            var length = ((rows - 1) * width) + _headWidth;
            var queries = new ReadOnlySpan<float>((float*)_task.Queries + first, length);
            Attend(memory, head, queries, new Span<float>((float*)_task.Results + first, length), rows, width);
        }
    }

    /// <param name="memory">Keys and values.</param>
    /// <param name="head">The head.</param>
    /// <param name="queries">The head's part of the first row; the others follow at <paramref name="stride"/>.</param>
    /// <param name="results">Placed as the queries.</param>
    /// <param name="rows">1–4.</param>
    /// <param name="stride">From row to row.</param>
    private void Attend(CrossMemory<T> memory, int head, ReadOnlySpan<float> queries, Span<float> results, int rows, int stride)
    {
        var positions = CrossMemory<T>.Padded(memory.Positions);
        var scores = ArrayPool<float>.Shared.Rent(RowsAtOnce * positions);
        Span<float> factors = stackalloc float[RowsAtOnce * _headWidth];
        factors.Clear();
        for (var row = 0; row < rows; row++)
            queries.Slice(row * stride, _headWidth).CopyTo(factors[(row * _headWidth)..]);
        Score(memory, head, factors, scores, rows, positions);
        Span<float> sums = stackalloc float[RowsAtOnce];
        for (var row = 0; row < rows; row++)
            sums[row] = Weigh(scores.AsSpan(row * positions, positions), memory, head);
        Collect(memory, head, scores, results, rows, positions, stride);
        ArrayPool<float>.Shared.Return(scores);
        for (var row = 0; row < rows; row++)
        {
            var result = results.Slice(row * stride, _headWidth);
            TensorPrimitives.Divide(result, sums[row], result);
        }
    }

    private void Score(CrossMemory<T> memory, int head, ReadOnlySpan<float> factors, float[] scores, int rows, int positions)
    {
        fixed (float* query = factors)
        {
            var keys = memory.Keys(head);
            for (var block = 0; block < positions; block += WeightedSum.Lanes, keys += _headWidth * WeightedSum.Lanes)
            {
                if (rows == 1)
                    WeightedSum.Of(keys, query, _headWidth).CopyTo(scores, block);
                else
                    Place(WeightedSum.OfFour(keys, query, _headWidth, _headWidth), scores, block, positions);
            }
        }
    }

    /// <summary>Turns scores into weights that already carry the values' scales.</summary>
    /// <returns>What the sum of the weighted values is to be divided by.</returns>
    private float Weigh(Span<float> scores, CrossMemory<T> memory, int head)
    {
        TensorPrimitives.Multiply(scores, memory.KeyScales(head), scores);
        scores[memory.Positions..].Fill(Nothing);
        var total = Vector512<float>.Zero;
        fixed (float* weight = scores)
        {
            var scale = Vector512.Create(VectorFunctions.Log2OfE / MathF.Sqrt(_headWidth));
            var highest = Vector512.Create(VectorFunctions.Highest(weight, scores.Length)) * scale;
            for (var at = 0; at < scores.Length; at += WeightedSum.Lanes)
            {
                var part = VectorFunctions.Exp2(Vector512.FusedMultiplyAdd(Vector512.Load(weight + at), scale, -highest));
                total += part;
                part.Store(weight + at);
            }
        }

        var weights = scores[..memory.Positions];
        TensorPrimitives.Multiply(weights, memory.ValueScales(head), weights);
        return Vector512.Sum(total);
    }

    private void Collect(CrossMemory<T> memory, int head, float[] weights, Span<float> results, int rows, int positions, int stride)
    {
        var sums = new RowSums();
        fixed (float* weight = weights)
        {
            var values = memory.Values(head);
            for (var part = 0; part < _headWidth; part += WeightedSum.Lanes, values += (long)memory.Positions * WeightedSum.Lanes)
            {
                if (rows == 1)
                    sums[0] = WeightedSum.Of(values, weight, memory.Positions);
                else
                    (sums[0], sums[1], sums[2], sums[3]) = WeightedSum.OfFour(values, weight, positions, memory.Positions);
                for (var row = 0; row < rows; row++)
                    CopyPart(sums[row], results.Slice((row * stride) + part, Math.Min(WeightedSum.Lanes, _headWidth - part)));
            }
        }
    }

    private static void Place(
        (Vector512<float> A, Vector512<float> B, Vector512<float> C, Vector512<float> D) sums, float[] scores, int at, int positions)
    {
        sums.A.CopyTo(scores, at);
        sums.B.CopyTo(scores, positions + at);
        sums.C.CopyTo(scores, (2 * positions) + at);
        sums.D.CopyTo(scores, (3 * positions) + at);
    }

    private static void CopyPart(Vector512<float> sum, Span<float> target)
    {
        if (target.Length == WeightedSum.Lanes)
        {
            sum.CopyTo(target);
            return;
        }

        for (var i = 0; i < target.Length; i++)
            target[i] = sum[i];
    }

    private readonly record struct Task(
        IReadOnlyList<CrossMemory<T>[]> Windows, int Layer, IntPtr Queries, IntPtr Results, int RowsPerWindow);

    [System.Runtime.CompilerServices.InlineArray(RowsAtOnce)]
    private struct RowSums
    {
        private Vector512<float> first;
    }
}
