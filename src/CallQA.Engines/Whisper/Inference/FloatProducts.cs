using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>Products of small tiles of 32-bit numbers: four rows times sixty-four columns.</summary>
internal static unsafe class FloatProducts
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 4;

    /// <summary>Columns of a tile.</summary>
    public const int Columns = 4 * Lanes;

    private const int Lanes = VectorFunctions.Lanes;

    /// <summary>Computes a tile.</summary>
    /// <param name="rows">The first row; the others follow at <paramref name="stride"/>.</param>
    /// <param name="stride">From row to row.</param>
    /// <param name="columns">Columns side by side [count, <see cref="Columns"/>].</param>
    /// <param name="count">Numbers of a row and of a column.</param>
    /// <param name="results">Where the sums of the first row go; those of the others follow at <paramref name="resultStride"/>.</param>
    /// <param name="resultStride">From row to row of the results.</param>
    /// <param name="add">Adds to the results instead of writing over them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile(float* rows, int stride, float* columns, int count, float* results, int resultStride, bool add = false)
    {
        var (a0, a1, a2, a3) = Start(results, add);
        var (b0, b1, b2, b3) = Start(results + resultStride, add);
        var (c0, c1, c2, c3) = Start(results + (2 * resultStride), add);
        var (d0, d1, d2, d3) = Start(results + (3 * resultStride), add);
        var second = rows + stride;
        var third = second + stride;
        var fourth = third + stride;
        for (var i = 0; i < count; i++, columns += Columns)
        {
            var (w, x) = (Vector512.Load(columns), Vector512.Load(columns + Lanes));
            var (y, z) = (Vector512.Load(columns + (2 * Lanes)), Vector512.Load(columns + (3 * Lanes)));
            var factor = Vector512.Create(rows[i]);
            (a0, a1) = (Vector512.FusedMultiplyAdd(factor, w, a0), Vector512.FusedMultiplyAdd(factor, x, a1));
            (a2, a3) = (Vector512.FusedMultiplyAdd(factor, y, a2), Vector512.FusedMultiplyAdd(factor, z, a3));
            factor = Vector512.Create(second[i]);
            (b0, b1) = (Vector512.FusedMultiplyAdd(factor, w, b0), Vector512.FusedMultiplyAdd(factor, x, b1));
            (b2, b3) = (Vector512.FusedMultiplyAdd(factor, y, b2), Vector512.FusedMultiplyAdd(factor, z, b3));
            factor = Vector512.Create(third[i]);
            (c0, c1) = (Vector512.FusedMultiplyAdd(factor, w, c0), Vector512.FusedMultiplyAdd(factor, x, c1));
            (c2, c3) = (Vector512.FusedMultiplyAdd(factor, y, c2), Vector512.FusedMultiplyAdd(factor, z, c3));
            factor = Vector512.Create(fourth[i]);
            (d0, d1) = (Vector512.FusedMultiplyAdd(factor, w, d0), Vector512.FusedMultiplyAdd(factor, x, d1));
            (d2, d3) = (Vector512.FusedMultiplyAdd(factor, y, d2), Vector512.FusedMultiplyAdd(factor, z, d3));
        }

        Store(results, a0, a1, a2, a3);
        Store(results + resultStride, b0, b1, b2, b3);
        Store(results + (2 * resultStride), c0, c1, c2, c3);
        Store(results + (3 * resultStride), d0, d1, d2, d3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> W, Vector512<float> X, Vector512<float> Y, Vector512<float> Z) Start(float* results, bool add) => add
        ? (Vector512.Load(results), Vector512.Load(results + Lanes), Vector512.Load(results + (2 * Lanes)), Vector512.Load(results + (3 * Lanes)))
        : (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* target, Vector512<float> w, Vector512<float> x, Vector512<float> y, Vector512<float> z)
    {
        w.Store(target);
        x.Store(target + Lanes);
        y.Store(target + (2 * Lanes));
        z.Store(target + (3 * Lanes));
    }
}
