using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Onnx;

/// <summary>
/// The encoder in parts between which attention and activations are computed by ourselves (in floating point most parts are too, see <c>FloatPart</c>). Part 0 ends in the first layer's queries, keys
/// and values; two parts follow for each layer, the second of which goes on to the next layer's, or to the end. The number of frames
/// is free.
/// </summary>
internal static class EncoderGraph
{
    /// <summary>Input of part 0: log-mel [batch, bins, frames].</summary>
    public const string Mel = "mel";

    /// <summary>Output of the last part: what the decoder listens to [batch × positions, width].</summary>
    public const string States = "states";

    /// <summary>Input of a layer's first part: what its attention found [batch × positions, width]; of its second: the activated inner values.</summary>
    public const string Arriving = "arriving";

    /// <summary>Input of all parts but 0: the sum that the layers add to [batch × positions, width].</summary>
    public const string Residual = "residual";

    /// <summary>Output of all parts but the last: the sum so far.</summary>
    public const string NewResidual = "new_residual";

    /// <summary>Output of all parts but the last: queries, keys and values side by side [batch × positions, 3 × width], or inner values, not yet activated [batch × positions, 4 × width].</summary>
    public const string Leaving = "leaving";

    /// <summary>Number of parts.</summary>
    public static int PartsOf(GgmlHeader header) => (2 * header.AudioLayers) + 1;

    /// <summary>Builds a part.</summary>
    /// <param name="file">Has the weights.</param>
    /// <param name="precision">How matrix products are computed.</param>
    /// <param name="part">0 to the number of parts − 1.</param>
    public static OnnxGraph Build(GgmlFile file, Precision precision, int part)
    {
        var h = file.Header;
        var graph = new OnnxGraph($"encoder_{part}");
        var blocks = new TransformerBlocks(graph, file, precision == Precision.Int8 ? MatrixProducts.RoundedTogether : MatrixProducts.Float);
        var layer = part / 2;
        if (part == 0)
            AddStart(graph, blocks, h);
        else if (part % 2 == 1)
            AddInner(graph, blocks, layer, h);
        else
            AddOuter(graph, blocks, layer, h);
        return graph;
    }

    /// <summary>What the names of a layer's weights begin with.</summary>
    public static string Name(int layer) => $"encoder.blocks.{layer}";

    private static void AddStart(OnnxGraph graph, TransformerBlocks blocks, GgmlHeader h)
    {
        graph.AddNamed("Identity", "", [Convolutions(graph, blocks, h)], [NewResidual]);
        AddHeads(graph, blocks, NewResidual, 0, h);
        graph.Output(NewResidual, "rows", h.AudioState);
    }

    private static void AddInner(OnnxGraph graph, TransformerBlocks blocks, int layer, GgmlHeader h)
    {
        var width = h.AudioState;
        graph.Input(Arriving, OnnxType.Float, "rows", width);
        graph.Input(Residual, OnnxType.Float, "rows", width);
        graph.AddNamed("Add", "", [Residual, blocks.Linear(Arriving, Name(layer) + ".attn.out", width, width)], [NewResidual]);
        blocks.Linear(blocks.LayerNorm(NewResidual, Name(layer) + ".mlp_ln", width), Name(layer) + ".mlp.0", width, 4 * width, bias: true, Leaving);
        graph.Output(NewResidual, "rows", width);
        graph.Output(Leaving, "rows", 4 * width);
    }

    private static void AddOuter(OnnxGraph graph, TransformerBlocks blocks, int next, GgmlHeader h)
    {
        var width = h.AudioState;
        graph.Input(Arriving, OnnxType.Float, "rows", 4 * width);
        graph.Input(Residual, OnnxType.Float, "rows", width);
        var added = blocks.Linear(Arriving, Name(next - 1) + ".mlp.2", 4 * width, width);
        if (next == h.AudioLayers)
        {
            AddEnd(graph, blocks, blocks.Sum(Residual, added), h);
            return;
        }

        graph.AddNamed("Add", "", [Residual, added], [NewResidual]);
        AddHeads(graph, blocks, NewResidual, next, h);
        graph.Output(NewResidual, "rows", width);
    }

    private static void AddHeads(OnnxGraph graph, TransformerBlocks blocks, string x, int layer, GgmlHeader h)
    {
        var name = Name(layer) + ".attn";
        var norm = blocks.LayerNorm(x, name + "_ln", h.AudioState);
        blocks.Joined(norm, [(name + ".query", true), (name + ".key", false), (name + ".value", true)], h.AudioState, h.AudioState, Leaving);
        graph.Output(Leaving, "rows", 3 * h.AudioState);
    }

    private static void AddEnd(OnnxGraph graph, TransformerBlocks blocks, string x, GgmlHeader h)
    {
        graph.AddNamed("Identity", "", [blocks.LayerNorm(x, "encoder.ln_post", h.AudioState)], [States]);
        graph.Output(States, "rows", h.AudioState);
    }

    private static string Convolutions(OnnxGraph graph, TransformerBlocks blocks, GgmlHeader h)
    {
        graph.Input(Mel, OnnxType.Float, "batch", h.MelBins, "frames");
        var x = graph.Add(
            "Conv",
            [Mel, blocks.Tensor("encoder.conv1.weight", h.AudioState, h.MelBins, 3), blocks.Tensor("encoder.conv1.bias", h.AudioState)],
            ("kernel_shape", OnnxGraph.List(3)),
            ("pads", OnnxGraph.List(1, 1)));
        x = graph.Add(
            "Conv",
            [blocks.Gelu(x), blocks.Tensor("encoder.conv2.weight", h.AudioState, h.AudioState, 3), blocks.Tensor("encoder.conv2.bias", h.AudioState)],
            ("kernel_shape", OnnxGraph.List(3)),
            ("pads", OnnxGraph.List(1, 1)),
            ("strides", OnnxGraph.List(2)));
        x = graph.Add("Transpose", [blocks.Gelu(x)], ("perm", OnnxGraph.List(0, 2, 1)));
        var table = blocks.Tensor("encoder.positional_embedding", h.AudioContext, h.AudioState);
        x = blocks.Sum(x, graph.Add("Slice", [table, graph.Integers(0), blocks.SizeOf(x, 1), graph.Integers(0)]));
        return blocks.Reshape(x, graph.Integers(-1, h.AudioState));
    }
}
