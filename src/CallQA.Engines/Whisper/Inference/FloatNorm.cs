using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Onnx;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>Layer normalisation of rows: each gets mean 0 and variance 1, then the layer's own scale and offset.</summary>
/// <param name="scale">Of each number of a row; a multiple of <see cref="VectorFunctions.Lanes"/>.</param>
/// <param name="offset">Of each number.</param>
internal sealed unsafe class FloatNorm(float[] scale, float[] offset)
{
    private const int Lanes = VectorFunctions.Lanes;
    private const int RowsOfItem = 64;

    /// <summary>Reads a layer.</summary>
    public static FloatNorm Read(GgmlFile file, string name, int width) => new(file.ReadFloats(name + ".weight", width), file.ReadFloats(name + ".bias", width));

    /// <summary>Normalises rows.</summary>
    /// <param name="rows">[count, width].</param>
    /// <param name="results">[count, width]; may be the same.</param>
    /// <param name="count">Rows.</param>
    /// <param name="work">Does it.</param>
    /// <param name="threads">Threads to use.</param>
    public void Apply(float* rows, float* results, int count, HelpedWork work, int threads) => work.Do(
        (count + RowsOfItem - 1) / RowsOfItem,
        threads,
        item =>
        {
            for (var row = item * RowsOfItem; row < Math.Min((item + 1) * RowsOfItem, count); row++)
                Normalise(rows + ((long)row * scale.Length), results + ((long)row * scale.Length));
        });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Normalise(float* row, float* result)
    {
        var width = scale.Length;
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < width; i += Lanes)
            sum += Vector512.Load(row + i);
        var mean = Vector512.Create(Vector512.Sum(sum) / width);
        var squares = Vector512<float>.Zero;
        for (var i = 0; i < width; i += Lanes)
        {
            var difference = Vector512.Load(row + i) - mean;
            squares = Vector512.FusedMultiplyAdd(difference, difference, squares);
        }

        var inverse = Vector512.Create(1 / MathF.Sqrt((Vector512.Sum(squares) / width) + TransformerBlocks.LayerNormEpsilon));
        for (var i = 0; i < width; i += Lanes)
        {
            var normed = (Vector512.Load(row + i) - mean) * inverse;
            Vector512.FusedMultiplyAdd(normed, Vector512.Create<float>(scale.AsSpan(i, Lanes)), Vector512.Create<float>(offset.AsSpan(i, Lanes))).Store(result + i);
        }
    }
}
