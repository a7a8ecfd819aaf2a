using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Onnx;

/// <summary>
/// The encoder, ending in the decoder's cross-attention keys and values, which depend on the audio alone and are computed
/// once per window. Batch and number of frames are free.
/// </summary>
internal static class EncoderGraph
{
    /// <summary>Input: log-mel [batch, bins, frames].</summary>
    public const string Mel = "mel";

    /// <summary>Output: keys of a decoder layer [batch, positions, width].</summary>
    public static string Keys(int layer) => $"cross_k_{layer}";

    /// <summary>Output: values of a decoder layer, shaped as the keys.</summary>
    public static string Values(int layer) => $"cross_v_{layer}";

    public static OnnxGraph Build(GgmlFile file, Precision precision)
    {
        var h = file.Header;
        var graph = new OnnxGraph("encoder");
        var blocks = new TransformerBlocks(graph, file, precision == Precision.Int8 ? MatrixProducts.RoundedTogether : MatrixProducts.Float);
        graph.Input(Mel, OnnxType.Float, "batch", h.MelBins, "frames");

        var x = Convolutions(graph, blocks, h);
        var positions = blocks.SizeOf(x, 1);
        var batch = blocks.SizeOf(Mel, 0);
        var table = blocks.Tensor("encoder.positional_embedding", h.AudioContext, h.AudioState);
        x = blocks.Sum(x, graph.Add("Slice", [table, graph.Integers(0), positions, graph.Integers(0)]));
        x = blocks.Reshape(x, graph.Integers(-1, h.AudioState));
        var split = blocks.Concat(batch, positions, graph.Integers(h.AudioState));
        for (var layer = 0; layer < h.AudioLayers; layer++)
            x = Block(graph, blocks, x, split, $"encoder.blocks.{layer}", h);

        // Rounding here reaches every token: with it 16.9 % of the sample calls' words are wrong, without it 16.0 %, in floating point 16.3 %.
        var exact = new TransformerBlocks(graph, file, MatrixProducts.Float);
        AddCrossAttention(graph, exact, blocks.LayerNorm(x, "encoder.ln_post", h.AudioState), split, h);
        return graph;
    }

    private static string Convolutions(OnnxGraph graph, TransformerBlocks blocks, GgmlHeader h)
    {
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
        return graph.Add("Transpose", [blocks.Gelu(x)], ("perm", OnnxGraph.List(0, 2, 1)));
    }

    private static string Block(OnnxGraph graph, TransformerBlocks blocks, string x, string split, string name, GgmlHeader h)
    {
        var width = h.AudioState;
        var norm = blocks.LayerNorm(x, name + ".attn_ln", width);
        var attended = graph.Add(
            "MultiHeadAttention",
            OnnxGraph.Microsoft,
            [
                blocks.Reshape(blocks.Linear(norm, name + ".attn.query", width, width), split),
                blocks.Reshape(blocks.Linear(norm, name + ".attn.key", width, width, bias: false), split),
                blocks.Reshape(blocks.Linear(norm, name + ".attn.value", width, width), split),
            ],
            ("num_heads", h.AudioHeads));
        var rows = blocks.Reshape(attended, graph.Integers(-1, width));
        x = blocks.Sum(x, blocks.Linear(rows, name + ".attn.out", width, width));
        return blocks.Mlp(x, name, width);
    }

    private static void AddCrossAttention(OnnxGraph graph, TransformerBlocks blocks, string states, string split, GgmlHeader h)
    {
        for (var layer = 0; layer < h.TextLayers; layer++)
        {
            var name = $"decoder.blocks.{layer}.cross_attn";
            foreach (var (part, output) in new[] { (".key", Keys(layer)), (".value", Values(layer)) })
            {
                var projected = blocks.Linear(states, name + part, h.AudioState, h.TextState, bias: part == ".value");
                graph.AddNamed("Reshape", "", [projected, split], [output]);
                graph.Output(output, "batch", "positions", h.TextState);
            }
        }
    }
}
