using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// A layer x·Wᵀ + b in 32-bit floating point for many rows at once, a third faster than the runtime's on one thread. Weights are
/// [panel of 64 outputs, inputs, 64], so that tiles read them in order.
/// </summary>
internal sealed unsafe class FloatLinear : IDisposable
{
    /// <summary>Outputs come in multiples of this.</summary>
    public const int Panel = FloatProducts.Columns;

    /// <summary>Rows of an item of work.</summary>
    private const int RowsOfItem = 60;

    /// <summary>Inputs whose weights stay in the first cache while an item's rows take them.</summary>
    private const int Chunk = 128;

    /// <summary>Outputs of an item of work.</summary>
    private const int OutputsOfItem = 4 * Panel;

    /// <summary>Inputs that go through all panels of an item before the next: the rows' stay in the second cache.</summary>
    private const int Stretch = 512;

    private readonly int _inputs;
    private readonly int _outputs;
    private readonly float* _weights;
    private readonly float[] _bias;

    /// <summary>Lays out the weights.</summary>
    /// <param name="inputs">Numbers of a row.</param>
    /// <param name="bias">Of each output; a multiple of <see cref="Panel"/>.</param>
    /// <param name="readRows">Reads the weights [outputs, inputs] from an output on.</param>
    public FloatLinear(int inputs, float[] bias, Action<int, Span<float>> readRows)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bias.Length % Panel, 0, nameof(bias));
        (_inputs, _outputs, _bias) = (inputs, bias.Length, bias);
        _weights = (float*)LargeBlocks.Allocate((long)_outputs * inputs * sizeof(float));
        try
        {
            Fill(readRows);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Reads a layer, or several side by side.</summary>
    /// <param name="file">Has the weights.</param>
    /// <param name="inputs">Columns of each matrix.</param>
    /// <param name="outputs">Rows of each matrix.</param>
    /// <param name="layers">Their names, and whether they have a bias.</param>
    public static FloatLinear Read(GgmlFile file, int inputs, int outputs, params (string Name, bool Bias)[] layers)
    {
        var bias = new float[layers.Length * outputs];
        for (var i = 0; i < layers.Length; i++)
        {
            if (layers[i].Bias)
                file.ReadFloats(layers[i].Name + ".bias", outputs).CopyTo(bias.AsSpan(i * outputs));
        }

        var tensors = Array.ConvertAll(layers, layer => file.Find(layer.Name + ".weight", outputs, inputs));
        return new FloatLinear(inputs, bias, (first, rows) => file.Decode(tensors[first / outputs], (long)(first % outputs) * inputs, rows));
    }

    /// <summary>Computes the layer.</summary>
    /// <param name="rows">[count, inputs], with memory for a multiple of <see cref="FloatProducts.Rows"/>.</param>
    /// <param name="count">Rows.</param>
    /// <param name="results">[count, outputs], with as much memory.</param>
    /// <param name="add">Adds to the results instead of writing over them.</param>
    /// <param name="work">Does it.</param>
    /// <param name="threads">Threads to use.</param>
    public void Apply(float* rows, int count, float* results, bool add, HelpedWork work, int threads)
    {
        var blocks = (count + RowsOfItem - 1) / RowsOfItem;
        var groups = (_outputs + OutputsOfItem - 1) / OutputsOfItem;
        work.Do(blocks * groups, threads, item => Compute(rows, count, results, add, item % blocks, item / blocks));
    }

    public void Dispose() => NativeMemory.AlignedFree(_weights);

    private void Compute(float* rows, int count, float* results, bool add, int block, int group)
    {
        var (first, column) = (block * RowsOfItem, group * OutputsOfItem);
        var (height, width) = (Math.Min(RowsOfItem, count - first), Math.Min(OutputsOfItem, _outputs - column));
        rows += (long)first * _inputs;
        results += ((long)first * _outputs) + column;
        for (var row = 0; row < height; row++)
            Begin(new Span<float>(results + ((long)row * _outputs), width), _bias.AsSpan(column, width), add);
        for (var input = 0; input < _inputs; input += Stretch)
        {
            for (var at = 0; at < width; at += Panel)
                Multiply(rows, height, _weights + ((long)(column + at) * _inputs), input, results + at);
        }
    }

    private static void Begin(Span<float> results, ReadOnlySpan<float> bias, bool add)
    {
        if (add)
            TensorPrimitives.Add(results, bias, results);
        else
            bias.CopyTo(results);
    }

    private void Multiply(float* rows, int count, float* weights, int first, float* results)
    {
        var end = Math.Min(first + Stretch, _inputs);
        for (var input = first; input < end; input += Chunk)
        {
            var length = Math.Min(Chunk, end - input);
            for (var row = 0; row < count; row += FloatProducts.Rows)
                FloatProducts.Tile(rows + ((long)row * _inputs) + input, _inputs, weights + ((long)input * Panel), length, results + ((long)row * _outputs), _outputs, add: true);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(Action<int, Span<float>> readRows)
    {
        var rows = new float[Panel * _inputs];
        for (var first = 0; first < _outputs; first += Panel)
        {
            readRows(first, rows);
            var panel = _weights + ((long)first * _inputs);
            for (var input = 0; input < _inputs; input++, panel += Panel)
            {
                for (var row = 0; row < Panel; row++)
                    panel[row] = rows[(row * _inputs) + input];
            }
        }
    }
}
