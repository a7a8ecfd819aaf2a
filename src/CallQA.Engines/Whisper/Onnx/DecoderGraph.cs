using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Onnx;

/// <summary>
/// The decoder over a few new positions per row, in parts between which cross-attention is computed by ourselves: part 0 is up
/// to the first layer's queries, each following one from a layer's attended audio to the next layer's queries, the last one
/// ends in logits. Keys and values of earlier positions are in buffers that are written in place. Token and position embeddings
/// come from outside, so that the token table exists once only.
/// </summary>
internal static class DecoderGraph
{
    /// <summary>Input of part 0: embeddings of the new tokens; of the others: what the queries found [batch, new, width].</summary>
    public const string Arriving = "arriving";

    /// <summary>Input of all parts but 0: the sum that the layers add to [batch × new, width].</summary>
    public const string Residual = "residual";

    /// <summary>Output of all parts but the last: the sum so far, shaped as <see cref="Residual"/>.</summary>
    public const string NewResidual = "new_residual";

    /// <summary>Output of all parts but the last: cross-attention queries [batch × new, width].</summary>
    public const string Queries = "queries";

    /// <summary>Input of the last part: which of the new positions give logits [asked].</summary>
    public const string Asked = "asked";

    /// <summary>Input of all parts but the last: index of the last filled position per row [batch].</summary>
    public const string LastPosition = "last_position";

    /// <summary>Input of all parts but the last: filled positions, new ones included (one number).</summary>
    public const string TotalLength = "total_length";

    /// <summary>Output of the last part: [batch × asked, vocabulary].</summary>
    public const string Logits = "logits";

    /// <summary>Input: keys of earlier positions [batch, heads, capacity, head width]; bind the same memory to <see cref="NewKeys"/>.</summary>
    public const string PastKeys = "past_k";

    /// <summary>Input: values of earlier positions; bind the same memory to <see cref="NewValues"/>.</summary>
    public const string PastValues = "past_v";

    /// <summary>Output: the keys with the new positions added.</summary>
    public const string NewKeys = "new_k";

    /// <summary>Output: the values with the new positions added.</summary>
    public const string NewValues = "new_v";

    /// <summary>Builds one of the parts.</summary>
    /// <param name="file">Has the weights.</param>
    /// <param name="precision">How matrix products are computed.</param>
    /// <param name="part">0 to the number of layers.</param>
    public static OnnxGraph Build(GgmlFile file, Precision precision, int part)
    {
        var h = file.Header;
        var graph = new OnnxGraph($"decoder_{part}");
        var blocks = new TransformerBlocks(graph, file, precision == Precision.Int8 ? MatrixProducts.RoundedByRow : MatrixProducts.Float);
        graph.Input(Arriving, OnnxType.Float, "batch", "new", h.TextState);
        var split = graph.Add("Shape", [Arriving]);
        var x = blocks.Reshape(Arriving, graph.Integers(-1, h.TextState));
        if (part > 0)
            x = FinishLayer(graph, blocks, x, part - 1, h);
        if (part < h.TextLayers)
            StartLayer(graph, blocks, x, part, h);
        else
            AddLogits(graph, blocks, x, split, h);
        return graph;
    }

    private static string FinishLayer(OnnxGraph graph, TransformerBlocks blocks, string attended, int layer, GgmlHeader h)
    {
        var name = $"decoder.blocks.{layer}";
        graph.Input(Residual, OnnxType.Float, "rows", h.TextState);
        var x = blocks.Sum(Residual, blocks.Linear(attended, name + ".cross_attn.out", h.TextState, h.TextState));
        return blocks.Mlp(x, name, h.TextState);
    }

    private static void StartLayer(OnnxGraph graph, TransformerBlocks blocks, string x, int layer, GgmlHeader h)
    {
        var name = $"decoder.blocks.{layer}.cross_attn";
        var attended = SelfAttention(graph, blocks, x, layer, h);
        graph.AddNamed("Add", "", [x, attended], [NewResidual]);
        blocks.Linear(blocks.LayerNorm(NewResidual, name + "_ln", h.TextState), name + ".query", h.TextState, h.TextState, bias: true, Queries);
        graph.Output(NewResidual, "rows", h.TextState);
        graph.Output(Queries, "rows", h.TextState);
    }

    private static string SelfAttention(OnnxGraph graph, TransformerBlocks blocks, string x, int layer, GgmlHeader h)
    {
        var width = h.TextState;
        var name = $"decoder.blocks.{layer}.attn";
        var norm = blocks.LayerNorm(x, name + "_ln", width);
        var joined = blocks.Joined(norm, [(name + ".query", true), (name + ".key", false), (name + ".value", true)], width, width, name);
        object[] cache = ["batch", h.TextHeads, "capacity", width / h.TextHeads];
        graph.Input(LastPosition, OnnxType.Int32, "batch");
        graph.Input(TotalLength, OnnxType.Int32, 1);
        graph.AddNamed(
            "GroupQueryAttention",
            OnnxGraph.Microsoft,
            [
                blocks.Reshape(joined, blocks.Concat(blocks.SizeOf(Arriving, 0), blocks.SizeOf(Arriving, 1), graph.Integers(-1))),
                "",
                "",
                graph.Input(PastKeys, OnnxType.Float, cache),
                graph.Input(PastValues, OnnxType.Float, cache),
                LastPosition,
                TotalLength,
            ],
            ["self", NewKeys, NewValues],
            ("num_heads", h.TextHeads),
            ("kv_num_heads", h.TextHeads));
        graph.Output(NewKeys, cache);
        graph.Output(NewValues, cache);
        return blocks.Linear(blocks.Reshape("self", graph.Integers(-1, width)), name + ".out", width, width);
    }

    private static void AddLogits(OnnxGraph graph, TransformerBlocks blocks, string x, string split, GgmlHeader h)
    {
        graph.Input(Asked, OnnxType.Int64, "asked");
        x = graph.Add("Gather", [blocks.Reshape(x, split), Asked], ("axis", 1));
        x = blocks.Reshape(blocks.LayerNorm(x, "decoder.ln", h.TextState), graph.Integers(-1, h.TextState));
        blocks.Product(x, "decoder.token_embedding.weight", h.TextState, h.VocabularySize, Logits);
        graph.Output(Logits, "rows", h.VocabularySize);
    }
}
