using System.Runtime.InteropServices;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Onnx;

/// <summary>The layers that encoder and decoder share, added to a graph. Activations are rows of width <c>d</c>: [positions, d].</summary>
/// <param name="graph">Gets the operations.</param>
/// <param name="file">Has the weights.</param>
/// <param name="products">How matrix products are computed.</param>
internal sealed class TransformerBlocks(OnnxGraph graph, GgmlFile file, MatrixProducts products)
{
    private const float LayerNormEpsilon = 1e-5f;

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
        graph.Add(ProductNode(x, name + ".weight", inputs, outputs, bias ? Tensor(name + ".bias", outputs) : ""));

    /// <summary>The same as a result with a name of its own.</summary>
    public void Linear(string x, string name, long inputs, long outputs, bool bias, string result) =>
        graph.Nodes.Add(ProductNode(x, name + ".weight", inputs, outputs, bias ? Tensor(name + ".bias", outputs) : "") with { Outputs = [result] });

    /// <summary>x · Wᵀ as a result with a name of its own.</summary>
    public void Product(string x, string weights, long inputs, long outputs, string result) =>
        graph.Nodes.Add(ProductNode(x, weights, inputs, outputs, "") with { Outputs = [result] });

    private OnnxNode ProductNode(string x, string weights, long inputs, long outputs, string bias) =>
        inputs % RoundedMatrix.BlockLength != 0 ? FloatProduct(x, weights, inputs, outputs, bias) : products switch
        {
            MatrixProducts.RoundedTogether => RoundedTogether(x, weights, inputs, outputs, bias),
            MatrixProducts.RoundedByRow => RoundedByRow(x, weights, inputs, outputs, bias),
            _ => FloatProduct(x, weights, inputs, outputs, bias),
        };

    private OnnxNode FloatProduct(string x, string weights, long inputs, long outputs, string bias) =>
        new("Gemm", bias.Length > 0 ? [x, Tensor(weights, outputs, inputs), bias] : [x, Tensor(weights, outputs, inputs)], [], [("transB", 1)], "");

    private OnnxNode RoundedTogether(string x, string weights, long inputs, long outputs, string bias)
    {
        var matrix = new RoundedMatrix(file, file.Find(weights, outputs, inputs));
        var columns = graph.Weights(weights, OnnxType.SignedByte, matrix.FillColumns, inputs, outputs);
        var scales = graph.Weights(weights + ".scale", OnnxType.Float, matrix.FillColumnScales, outputs);
        return new("DynamicQuantizeMatMul", [x, columns, scales, "", bias], [], [], OnnxGraph.Microsoft);
    }

    private OnnxNode RoundedByRow(string x, string weights, long inputs, long outputs, string bias)
    {
        var matrix = new RoundedMatrix(file, file.Find(weights, outputs, inputs));
        var blocks = inputs / RoundedMatrix.BlockLength;
        var values = graph.Weights(weights, OnnxType.Byte, matrix.FillBlocks, outputs, blocks, RoundedMatrix.BlockLength);
        var scales = graph.Weights(weights + ".scale", OnnxType.Float, matrix.FillBlockScales, outputs * blocks);
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
