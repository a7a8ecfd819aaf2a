using System.Runtime.InteropServices;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Onnx;

/// <summary>The layers that encoder and decoder share, added to a graph. Activations are rows of width <c>d</c>: [positions, d].</summary>
/// <param name="graph">Gets the operations.</param>
/// <param name="file">Has the weights.</param>
/// <param name="products">How matrix products are computed.</param>
internal sealed class TransformerBlocks(OnnxGraph graph, GgmlFile file, MatrixProducts products)
{
    /// <summary>Added to the variance of what is normalised.</summary>
    public const float LayerNormEpsilon = 1e-5f;

    /// <summary>MatMulNBits' level at which the inputs too are rounded to eight bits, block by block of each row.</summary>
    private const int RoundedInputs = 4;

    public string Tensor(string name, params long[] shape)
    {
        var tensor = file.Find(name, shape);
        return graph.Weights(name, OnnxType.Float, target => file.Decode(tensor, MemoryMarshal.Cast<byte, float>(target)), shape);
    }

    public string LayerNorm(string x, string name, long width) => graph.Add(
        "LayerNormalization",
        [x, Tensor(name + ".weight", width), Tensor(name + ".bias", width)],
        ("axis", -1),
        ("epsilon", LayerNormEpsilon));

    /// <summary>x · Wᵀ + b with the weights <c>name.weight</c> [outputs, inputs] and, where asked for, <c>name.bias</c>.</summary>
    public string Linear(string x, string name, long inputs, long outputs, bool bias = true) =>
        graph.Add(ProductNode(x, [file.Find(name + ".weight", outputs, inputs)], inputs, outputs, bias ? Tensor(name + ".bias", outputs) : ""));

    /// <summary>The same as a result with a name of its own.</summary>
    public void Linear(string x, string name, long inputs, long outputs, bool bias, string result) =>
        graph.Nodes.Add(ProductNode(x, [file.Find(name + ".weight", outputs, inputs)], inputs, outputs, bias ? Tensor(name + ".bias", outputs) : "") with { Outputs = [result] });

    /// <summary>Several products of the same rows, side by side in one result.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="parts">Names of the weights, and whether there is a bias.</param>
    /// <param name="inputs">Columns of each matrix.</param>
    /// <param name="outputs">Rows of each matrix.</param>
    /// <param name="result">The result's name.</param>
    /// <returns>The result's name.</returns>
    public string Joined(string x, (string Name, bool Bias)[] parts, long inputs, long outputs, string result)
    {
        var bias = graph.Weights(
            parts[0].Name + ".joined_bias",
            OnnxType.Float,
            target => FillBiases(parts, (int)outputs, MemoryMarshal.Cast<byte, float>(target)),
            parts.Length * outputs);
        var tensors = Array.ConvertAll(parts, part => file.Find(part.Name + ".weight", outputs, inputs));
        graph.Nodes.Add(ProductNode(x, tensors, inputs, parts.Length * outputs, bias) with { Outputs = [result] });
        return result;
    }

    private void FillBiases((string Name, bool Bias)[] parts, int length, Span<float> target)
    {
        target.Clear();
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Bias)
                file.Decode(file.Find(parts[i].Name + ".bias", length), target.Slice(i * length, length));
        }
    }

    /// <summary>x · Wᵀ as a result with a name of its own.</summary>
    public void Product(string x, string weights, long inputs, long outputs, string result) =>
        graph.Nodes.Add(ProductNode(x, [file.Find(weights, outputs, inputs)], inputs, outputs, "") with { Outputs = [result] });

    private OnnxNode ProductNode(string x, GgmlTensor[] weights, long inputs, long outputs, string bias) =>
        inputs % RoundedMatrix.BlockLength != 0 ? FloatProduct(x, weights, inputs, outputs, bias) : products switch
        {
            MatrixProducts.RoundedTogether => RoundedTogether(x, weights, inputs, outputs, bias),
            MatrixProducts.RoundedByRow => RoundedByRow(x, weights, inputs, outputs, bias),
            _ => FloatProduct(x, weights, inputs, outputs, bias),
        };

    private OnnxNode FloatProduct(string x, GgmlTensor[] weights, long inputs, long outputs, string bias)
    {
        var matrix = graph.Weights(weights[0].Name, OnnxType.Float, target => FillStacked(weights, MemoryMarshal.Cast<byte, float>(target)), outputs, inputs);
        return new("Gemm", bias.Length > 0 ? [x, matrix, bias] : [x, matrix], [], [("transB", 1)], "");
    }

    private void FillStacked(GgmlTensor[] tensors, Span<float> target)
    {
        var length = target.Length / tensors.Length;
        for (var i = 0; i < tensors.Length; i++)
            file.Decode(tensors[i], target.Slice(i * length, length));
    }

    private OnnxNode RoundedTogether(string x, GgmlTensor[] weights, long inputs, long outputs, string bias)
    {
        var matrix = new RoundedMatrix(file, weights);
        var columns = graph.Weights(weights[0].Name, OnnxType.SignedByte, matrix.FillColumns, inputs, outputs);
        var scales = graph.Weights(weights[0].Name + ".scale", OnnxType.Float, matrix.FillColumnScales, outputs);
        return new("DynamicQuantizeMatMul", [x, columns, scales, "", bias], [], [], OnnxGraph.Microsoft);
    }

    private OnnxNode RoundedByRow(string x, GgmlTensor[] weights, long inputs, long outputs, string bias)
    {
        var matrix = new RoundedMatrix(file, weights);
        var blocks = inputs / RoundedMatrix.BlockLength;
        var values = graph.Weights(weights[0].Name, OnnxType.Byte, matrix.FillBlocks, outputs, blocks, RoundedMatrix.BlockLength);
        var scales = graph.Weights(weights[0].Name + ".scale", OnnxType.Float, matrix.FillBlockScales, outputs * blocks);
        return new(
            "MatMulNBits",
            [x, values, scales, "", "", bias],
            [],
            [("K", (int)inputs), ("N", (int)outputs), ("bits", 8), ("block_size", RoundedMatrix.BlockLength), ("accuracy_level", RoundedInputs)],
            OnnxGraph.Microsoft);
    }

    public string Gelu(string x) => graph.Add("Gelu", OnnxGraph.Microsoft, [x]);

    public string Sum(string a, string b) => graph.Add("Add", [a, b]);

    public string Reshape(string x, string shape) => graph.Add("Reshape", [x, shape]);

    public string Mlp(string x, string block, long width)
    {
        var h = LayerNorm(x, block + ".mlp_ln", width);
        h = Gelu(Linear(h, block + ".mlp.0", width, 4 * width));
        return Sum(x, Linear(h, block + ".mlp.2", 4 * width, width));
    }

    /// <summary>One-element tensor with a dimension of <paramref name="x"/>.</summary>
    public string SizeOf(string x, int dimension) => graph.Add(
        "Slice",
        [graph.Add("Shape", [x]), graph.Integers(dimension), graph.Integers(dimension + 1)]);

    public string Concat(params string[] parts) => graph.Add("Concat", parts, ("axis", 0));
}
