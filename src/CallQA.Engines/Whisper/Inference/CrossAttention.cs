using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Attention of text positions over the audio of their windows, computed on the stored integers: the runtime's own reads four
/// times as much memory. Rows of one window (beams, positions of a prompt) read it once for four of them.
/// </summary>
/// <typeparam name="T">Stored type of keys and values.</typeparam>
internal sealed unsafe class CrossAttention<T>(int heads, int headWidth)
    where T : unmanaged
{
    private const int RowsAtOnce = 4;

    /// <summary>Computes all windows and heads, several at a time.</summary>
    public void Attend(
        IReadOnlyList<CrossMemory<T>[]> windows, int layer, float* queries, int rowsPerWindow, float* results, int threads)
    {
        var width = heads * headWidth;
        var perWindow = rowsPerWindow * width;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, windows.Count * heads, options, item =>
        {
            var (window, head) = (item / heads, item % heads);
            var memory = windows[window][layer];
            for (var row = 0; row < rowsPerWindow; row += RowsAtOnce)
            {
                var rows = Math.Min(RowsAtOnce, rowsPerWindow - row);
                var first = (window * perWindow) + (row * width) + (head * headWidth);
                var length = ((rows - 1) * width) + headWidth;
                Attend(memory, head, new ReadOnlySpan<float>(queries + first, length), new Span<float>(results + first, length), rows, width);
            }
        });
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
        Span<float> factors = stackalloc float[RowsAtOnce * headWidth];
        factors.Clear();
        for (var row = 0; row < rows; row++)
            queries.Slice(row * stride, headWidth).CopyTo(factors[(row * headWidth)..]);
        Score(memory, head, factors, scores, rows, positions);
        Span<float> sums = stackalloc float[RowsAtOnce];
        for (var row = 0; row < rows; row++)
            sums[row] = Weigh(scores.AsSpan(row * positions, positions), memory, head);
        Collect(memory, head, scores, results, rows, positions, stride);
        ArrayPool<float>.Shared.Return(scores);
        for (var row = 0; row < rows; row++)
        {
            var result = results.Slice(row * stride, headWidth);
            TensorPrimitives.Divide(result, sums[row], result);
        }
    }

    private void Score(CrossMemory<T> memory, int head, ReadOnlySpan<float> factors, float[] scores, int rows, int positions)
    {
        fixed (float* query = factors)
        {
            var keys = memory.Keys(head);
            for (var block = 0; block < positions; block += WeightedSum.Lanes, keys += headWidth * WeightedSum.Lanes)
            {
                if (rows == 1)
                    WeightedSum.Of(keys, query, headWidth).CopyTo(scores, block);
                else
                    Place(WeightedSum.OfFour(keys, query, headWidth, headWidth), scores, block, positions);
            }
        }
    }

    /// <summary>Turns scores into weights that already carry the values' scales.</summary>
    /// <returns>What the sum of the weighted values is to be divided by.</returns>
    private float Weigh(Span<float> scores, CrossMemory<T> memory, int head)
    {
        TensorPrimitives.Multiply(scores, memory.KeyScales(head), scores);
        var weights = scores[..memory.Positions];
        var scale = 1 / MathF.Sqrt(headWidth);
        var offset = Vector512.Create(-scale * TensorPrimitives.Max<float>(weights));
        var total = Vector512<float>.Zero;
        var at = 0;
        for (; at + WeightedSum.Lanes <= weights.Length; at += WeightedSum.Lanes)
        {
            var part = Vector512.Exp(Vector512.FusedMultiplyAdd(Vector512.Create<float>(weights[at..]), Vector512.Create(scale), offset));
            total += part;
            part.CopyTo(weights[at..]);
        }

        var sum = Vector512.Sum(total);
        for (; at < weights.Length; at++)
            sum += weights[at] = MathF.Exp((scale * weights[at]) + offset[0]);
        TensorPrimitives.Multiply(weights, memory.ValueScales(head), weights);
        return sum;
    }

    private void Collect(CrossMemory<T> memory, int head, float[] weights, Span<float> results, int rows, int positions, int stride)
    {
        var sums = new RowSums();
        fixed (float* weight = weights)
        {
            var values = memory.Values(head);
            for (var part = 0; part < headWidth; part += WeightedSum.Lanes, values += (long)memory.Positions * WeightedSum.Lanes)
            {
                if (rows == 1)
                    sums[0] = WeightedSum.Of(values, weight, memory.Positions);
                else
                    (sums[0], sums[1], sums[2], sums[3]) = WeightedSum.OfFour(values, weight, positions, memory.Positions);
                for (var row = 0; row < rows; row++)
                    CopyPart(sums[row], results.Slice((row * stride) + part, Math.Min(WeightedSum.Lanes, headWidth - part)));
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

    [System.Runtime.CompilerServices.InlineArray(RowsAtOnce)]
    private struct RowSums
    {
        private Vector512<float> first;
    }
}
