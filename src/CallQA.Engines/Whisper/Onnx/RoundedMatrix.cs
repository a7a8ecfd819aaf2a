using System.Runtime.InteropServices;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Inference;

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
        var rounded = new byte[RowsAtOnce * _inputs];
        for (var first = 0; first < _outputs; first += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, _outputs - first);
            Read(first, rows.AsSpan(0, count * _inputs));
            RoundRows(rows, rounded, count);
            for (var input = 0; input < _inputs; input++)
            {
                var column = target.Slice((input * _outputs) + first, count);
                for (var row = 0; row < count; row++)
                    column[row] = rounded[(row * _inputs) + input];
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

    private unsafe void FillScales(Span<byte> target, int weightsPerScale)
    {
        var rows = new float[RowsAtOnce * _inputs];
        var scales = MemoryMarshal.Cast<byte, float>(target);
        for (var first = 0; first < _outputs; first += RowsAtOnce)
        {
            var values = rows.AsSpan(0, Math.Min(RowsAtOnce, _outputs - first) * _inputs);
            Read(first, values);
            fixed (float* from = values)
            {
                for (var at = 0; at < values.Length; at += weightsPerScale)
                    scales[((first * _inputs) + at) / weightsPerScale] = RowRounding.Scale(from + at, weightsPerScale, Largest);
            }
        }
    }

    private unsafe void RoundRows(float[] rows, byte[] target, int count)
    {
        fixed (float* from = rows)
        fixed (byte* to = target)
        {
            for (var row = 0; row < count; row++)
            {
                var at = row * _inputs;
                RowRounding.Round(from + at, _inputs, RowRounding.Scale(from + at, _inputs, Largest), shift: 0, to + at);
            }
        }
    }

    private static unsafe void RoundBlocks(ReadOnlySpan<float> values, Span<byte> target)
    {
        fixed (float* from = values)
        fixed (byte* to = target)
        {
            for (var at = 0; at < values.Length; at += BlockLength)
                RowRounding.Round(from + at, BlockLength, RowRounding.Scale(from + at, BlockLength, Largest), Shift, to + at);
        }
    }

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
