using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Onnx;

/// <summary>A weight matrix [outputs, inputs] rounded to eight bits while it is read.</summary>
/// <param name="file">Where it is.</param>
/// <param name="tensors">What it is made of, one on top of the other, all of one shape.</param>
internal sealed class RoundedMatrix(GgmlFile file, params GgmlTensor[] tensors)
{
    /// <summary>Weights that share a scale where scales go along the inputs.</summary>
    public const int BlockLength = 32;

    private const int RowsAtOnce = 64;
    private const int Largest = 127;

    /// <summary>What the unsigned form adds to every weight.</summary>
    private const int Shift = 128;

    private readonly int _outputs = (int)tensors[0].Shape[0] * tensors.Length;
    private readonly int _inputs = (int)tensors[0].Shape[1];

    /// <summary>Writes signed weights [inputs, outputs].</summary>
    public void FillColumns(Span<byte> target)
    {
        var rows = new float[RowsAtOnce * _inputs];
        var weights = MemoryMarshal.Cast<byte, sbyte>(target);
        for (var first = 0; first < _outputs; first += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, _outputs - first);
            Read(first, rows.AsSpan(0, count * _inputs));
            for (var row = 0; row < count; row++)
            {
                var values = rows.AsSpan(row * _inputs, _inputs);
                TensorPrimitives.Multiply(values, Inverse(ScaleOf(values)), values);
            }

            for (var input = 0; input < _inputs; input++)
            {
                var column = weights.Slice((input * _outputs) + first, count);
                for (var row = 0; row < count; row++)
                    column[row] = (sbyte)MathF.Round(rows[(row * _inputs) + input]);
            }
        }
    }

    /// <summary>Writes the scale of each output's weights as 32-bit floats.</summary>
    public void FillColumnScales(Span<byte> target) => FillScales(target, _inputs);

    /// <summary>Writes unsigned weights [outputs, blocks, <see cref="BlockLength"/>]; 128 stands for zero.</summary>
    public void FillBlocks(Span<byte> target)
    {
        var rows = new float[RowsAtOnce * _inputs];
        for (var first = 0; first < _outputs; first += RowsAtOnce)
        {
            var values = rows.AsSpan(0, Math.Min(RowsAtOnce, _outputs - first) * _inputs);
            Read(first, values);
            RoundBlocks(values, target.Slice(first * _inputs, values.Length));
        }
    }

    /// <summary>Writes the scale of each block as 32-bit floats.</summary>
    public void FillBlockScales(Span<byte> target) => FillScales(target, BlockLength);

    private void FillScales(Span<byte> target, int weightsPerScale)
    {
        var rows = new float[RowsAtOnce * _inputs];
        var scales = MemoryMarshal.Cast<byte, float>(target);
        for (var first = 0; first < _outputs; first += RowsAtOnce)
        {
            var values = rows.AsSpan(0, Math.Min(RowsAtOnce, _outputs - first) * _inputs);
            Read(first, values);
            for (var at = 0; at < values.Length; at += weightsPerScale)
                scales[((first * _inputs) + at) / weightsPerScale] = ScaleOf(values.Slice(at, weightsPerScale));
        }
    }

    private static void RoundBlocks(Span<float> values, Span<byte> target)
    {
        for (var at = 0; at < values.Length; at += BlockLength)
        {
            var block = values.Slice(at, BlockLength);
            TensorPrimitives.Multiply(block, Inverse(ScaleOf(block)), block);
            TensorPrimitives.Round(block, block);
            TensorPrimitives.Add(block, Shift, block);
            TensorPrimitives.ConvertTruncating<float, byte>(block, target.Slice(at, BlockLength));
        }
    }

    private static float ScaleOf(ReadOnlySpan<float> values) => MathF.Abs(TensorPrimitives.MaxMagnitude(values)) / Largest;

    private static float Inverse(float scale) => scale == 0 ? 0 : 1 / scale;

    private void Read(int firstRow, Span<float> target)
    {
        var rowsOfTensor = _outputs / tensors.Length;
        for (var row = firstRow; !target.IsEmpty;)
        {
            var (tensor, inside) = (row / rowsOfTensor, row % rowsOfTensor);
            var rows = Math.Min(target.Length / _inputs, rowsOfTensor - inside);
            file.Decode(tensors[tensor], (long)inside * _inputs, target[..(rows * _inputs)]);
            target = target[(rows * _inputs)..];
            row += rows;
        }
    }
}
