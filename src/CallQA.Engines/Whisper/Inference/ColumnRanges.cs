using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>Means and limits of each column of some rows, found in one pass because the rows lie far apart in memory.</summary>
internal static unsafe class ColumnRanges
{
    private const int Lanes = VectorFunctions.Lanes;

    /// <param name="rows">The first row; the others follow at <paramref name="stride"/>.</param>
    /// <param name="count">Rows, at least one.</param>
    /// <param name="stride">From row to row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="means">Takes the mean of each column.</param>
    /// <param name="lowest">Takes the lowest number of each column.</param>
    /// <param name="highest">Takes the highest number of each column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(float* rows, int count, int stride, int width, float* means, float* lowest, float* highest)
    {
        new Span<float>(means, width).Clear();
        new Span<float>(lowest, width).Fill(float.PositiveInfinity);
        new Span<float>(highest, width).Fill(float.NegativeInfinity);
        for (var row = 0; row < count; row++)
            Add(rows + ((long)row * stride), width, means, lowest, highest);
        for (var i = 0; i < width; i++)
            means[i] /= count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* row, int width, float* sums, float* lowest, float* highest)
    {
        var i = 0;
        for (; i + Lanes <= width; i += Lanes)
        {
            var values = Vector512.Load(row + i);
            (Vector512.Load(sums + i) + values).Store(sums + i);
            Vector512.MinNative(Vector512.Load(lowest + i), values).Store(lowest + i);
            Vector512.MaxNative(Vector512.Load(highest + i), values).Store(highest + i);
        }

        for (; i < width; i++)
            (sums[i], lowest[i], highest[i]) = (sums[i] + row[i], Math.Min(lowest[i], row[i]), Math.Max(highest[i], row[i]));
    }
}
