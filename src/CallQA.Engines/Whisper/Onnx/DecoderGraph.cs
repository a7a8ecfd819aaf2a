using CallQA.Engines.Whisper.Alignment;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Onnx;

/// <summary>
/// The decoder over a few new positions per row, with keys and values of earlier positions in buffers that are written in
/// place. Token and position embeddings come from outside, so that the token table exists once only.
/// </summary>
internal static class DecoderGraph
{
    /// <summary>Input: embeddings of the new tokens [batch, new, width].</summary>
    public const string Embeddings = "embeddings";

    /// <summary>Input: which of the new positions give logits [asked].</summary>
    public const string Asked = "asked";

    /// <summary>Input: index of the last filled position per row [batch].</summary>
    public const string LastPosition = "last_position";

    /// <summary>Input: filled positions, new ones included (one number).</summary>
    public const string TotalLength = "total_length";

    /// <summary>Output: [batch × asked, vocabulary].</summary>
    public const string Logits = "logits";

    /// <summary>Input: keys of earlier positions [batch, heads, capacity, head width]; bind the same memory to <see cref="NewKeys"/>.</summary>
    public static string PastKeys(int layer) => $"past_k_{layer}";

    /// <summary>Input: values of earlier positions; bind the same memory to <see cref="NewValues"/>.</summary>
    public static string PastValues(int layer) => $"past_v_{layer}";

    /// <summary>Output: the keys with the new positions added.</summary>
    public static string NewKeys(int layer) => $"new_k_{layer}";

    /// <summary>Output: the values with the new positions added.</summary>
    public static string NewValues(int layer) => $"new_v_{layer}";

    /// <summary>Output: cross-attention queries of a layer that holds alignment heads, at the asked positions [batch, asked, width].</summary>
    public static string Queries(int layer) => $"query_{layer}";

    public static OnnxGraph Build(GgmlFile file, Precision precision)
    {
        var h = file.Header;
        var graph = new OnnxGraph("decoder");
        var blocks = new TransformerBlocks(graph, file, precision == Precision.Int8 ? MatrixProducts.RoundedByRow : MatrixProducts.Float);
        graph.Input(Embeddings, OnnxType.Float, "batch", "new", h.TextState);
        graph.Input(Asked, OnnxType.Int64, "asked");
        graph.Input(LastPosition, OnnxType.Int32, "batch");
        graph.Input(TotalLength, OnnxType.Int32, 1);

        var split = graph.Add("Shape", [Embeddings]);
        var x = blocks.Reshape(Embeddings, graph.Integers(-1, h.TextState));
        var aligned = AlignmentHeads.Of(h, file.Name).Select(head => head.Layer).ToHashSet();
        for (var layer = 0; layer < h.TextLayers; layer++)
            x = Block(graph, blocks, x, split, layer, h, aligned.Contains(layer));

        x = graph.Add("Gather", [blocks.Reshape(x, split), Asked], ("axis", 1));
        x = blocks.Reshape(blocks.LayerNorm(x, "decoder.ln", h.TextState), graph.Integers(-1, h.TextState));
        blocks.Linear(x, "decoder.token_embedding.weight", h.TextState, h.VocabularySize, Logits);
        graph.Output(Logits, "rows", h.VocabularySize);
        return graph;
    }

    private static string Block(OnnxGraph graph, TransformerBlocks blocks, string x, string split, int layer, GgmlHeader h, bool aligned)
    {
        var name = $"decoder.blocks.{layer}";
        x = SelfAttention(graph, blocks, x, split, layer, h);
        x = CrossAttention(graph, blocks, x, split, layer, h, aligned);
        return blocks.Mlp(x, name, h.TextState);
    }

    private static string SelfAttention(OnnxGraph graph, TransformerBlocks blocks, string x, string split, int layer, GgmlHeader h)
    {
        var width = h.TextState;
        var name = $"decoder.blocks.{layer}.attn";
        var norm = blocks.LayerNorm(x, name + "_ln", width);
        object[] cache = ["batch", h.TextHeads, "capacity", width / h.TextHeads];
        var attended = $"self_{layer}";
        graph.AddNamed(
            "GroupQueryAttention",
            OnnxGraph.Microsoft,
            [
                blocks.Reshape(blocks.Linear(norm, name + ".query", width, width), split),
                blocks.Reshape(blocks.Linear(norm, name + ".key", width, width, bias: false), split),
                blocks.Reshape(blocks.Linear(norm, name + ".value", width, width), split),
                graph.Input(PastKeys(layer), OnnxType.Float, cache),
                graph.Input(PastValues(layer), OnnxType.Float, cache),
                LastPosition,
                TotalLength,
            ],
            [attended, NewKeys(layer), NewValues(layer)],
            ("num_heads", h.TextHeads),
            ("kv_num_heads", h.TextHeads));
        graph.Output(NewKeys(layer), cache);
        graph.Output(NewValues(layer), cache);
        var rows = blocks.Reshape(attended, graph.Integers(-1, width));
        return blocks.Sum(x, blocks.Linear(rows, name + ".out", width, width));
    }

    /// <summary>
    /// Rows of one window share its keys and values: to the attention, which looks at all of the window from every position, they
    /// are further positions of the same row.
    /// </summary>
    private static string CrossAttention(OnnxGraph graph, TransformerBlocks blocks, string x, string split, int layer, GgmlHeader h, bool aligned)
    {
        var width = h.TextState;
        var name = $"decoder.blocks.{layer}.cross_attn";
        object[] cache = ["windows", h.TextHeads, "positions", width / h.TextHeads];
        var query = blocks.Linear(blocks.LayerNorm(x, name + "_ln", width), name + ".query", width, width);
        if (aligned)
        {
            graph.AddNamed("Gather", "", [blocks.Reshape(query, split), Asked], [Queries(layer)], ("axis", 1));
            graph.Output(Queries(layer), "batch", "asked", width);
        }

        var windows = blocks.Concat(blocks.SizeOf(EncoderGraph.Keys(layer), 0), graph.Integers(-1, width));
        var attended = graph.Add(
            "MultiHeadAttention",
            OnnxGraph.Microsoft,
            [
                blocks.Reshape(query, windows),
                graph.Input(EncoderGraph.Keys(layer), OnnxType.Float, cache),
                graph.Input(EncoderGraph.Values(layer), OnnxType.Float, cache),
            ],
            ("num_heads", h.TextHeads));
        var rows = blocks.Reshape(attended, graph.Integers(-1, width));
        return blocks.Sum(x, blocks.Linear(rows, name + ".out", width, width));
    }
}
