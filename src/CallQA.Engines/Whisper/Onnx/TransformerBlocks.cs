using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Onnx;

/// <summary>The layers that encoder and decoder share, added to a graph. Activations are rows of width <c>d</c>: [positions, d].</summary>
internal sealed class TransformerBlocks(OnnxGraph graph, GgmlFile file)
{
    private const float LayerNormEpsilon = 1e-5f;

    public string Tensor(string name, params long[] shape)
    {
        var tensor = file.Find(name, shape);
        return graph.Weights(name, target => file.Decode(tensor, target), shape);
    }

    public string LayerNorm(string x, string name, long width) => graph.Add(
        "LayerNormalization",
        [x, Tensor(name + ".weight", width), Tensor(name + ".bias", width)],
        ("axis", -1),
        ("epsilon", LayerNormEpsilon));

    /// <summary>x · Wᵀ + b; the weights stay as they are stored, a row per output.</summary>
    public string Linear(string x, string name, long inputs, long outputs, bool bias = true) => graph.Add(
        "Gemm",
        bias
            ? [x, Tensor(name + ".weight", outputs, inputs), Tensor(name + ".bias", outputs)]
            : [x, Tensor(name + ".weight", outputs, inputs)],
        ("transB", 1));

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
