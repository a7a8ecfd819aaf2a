using System.Text;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Tests.Whisper;

/// <summary>Writes ggml Whisper files of any small shape with weights drawn from a fixed generator.</summary>
internal sealed record TinyModel
{
    public int Width { get; init; } = 32;

    public int Heads { get; init; } = 2;

    public int AudioLayers { get; init; } = 4;

    public int TextLayers { get; init; } = 2;

    public int AudioContext { get; init; } = 1500;

    public int TextContext { get; init; } = 448;

    public int Mels { get; init; } = 80;

    public int Vocabulary { get; init; } = 51_865;

    public GgmlType Type { get; init; } = GgmlType.F16;

    public uint Seed { get; init; } = 1;

    /// <summary>True for weights under which the end of text never is the likeliest token and no token follows itself for long.</summary>
    public bool NeverEnds { get; init; }

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        WriteTo(stream);
        return stream.ToArray();
    }

    public void WriteTo(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        var random = new FixedRandom(Seed);
        writer.Write(GgmlParser.Magic);
        foreach (var value in new[] { Vocabulary, AudioContext, Width, Heads, AudioLayers, TextContext, Width, Heads, TextLayers, Mels, FileType })
            writer.Write(value);
        WriteFilters(writer);
        WriteVocabulary(writer);
        foreach (var (name, shape) in Tensors())
            WriteTensor(writer, random, name, shape);
    }

    /// <summary>The header's own numbering of the types; quantised files carry the version of the quantisation in the thousands.</summary>
    private int FileType => Type switch
    {
        GgmlType.F32 => 0,
        GgmlType.F16 => 1,
        GgmlType.Q4_0 => 2002,
        GgmlType.Q4_1 => 2003,
        GgmlType.Q8_0 => 2007,
        GgmlType.Q5_0 => 2008,
        _ => 2009,
    };

    /// <summary>All tensors with their shapes, slowest dimension first.</summary>
    public IEnumerable<(string Name, int[] Shape)> Tensors()
    {
        yield return ("encoder.positional_embedding", [AudioContext, Width]);
        yield return ("encoder.conv1.weight", [Width, Mels, 3]);
        yield return ("encoder.conv1.bias", [Width, 1]);
        yield return ("encoder.conv2.weight", [Width, Width, 3]);
        yield return ("encoder.conv2.bias", [Width, 1]);
        yield return ("encoder.ln_post.weight", [Width]);
        yield return ("encoder.ln_post.bias", [Width]);
        yield return ("decoder.positional_embedding", [TextContext, Width]);
        yield return ("decoder.token_embedding.weight", [Vocabulary, Width]);
        yield return ("decoder.ln.weight", [Width]);
        yield return ("decoder.ln.bias", [Width]);
        var encoder = Enumerable.Range(0, AudioLayers).SelectMany(layer => Block($"encoder.blocks.{layer}", "attn"));
        var decoder = Enumerable.Range(0, TextLayers).SelectMany(layer => Block($"decoder.blocks.{layer}", "attn", "cross_attn"));
        foreach (var tensor in encoder.Concat(decoder))
            yield return tensor;
    }

    private IEnumerable<(string Name, int[] Shape)> Block(string block, params string[] attentions)
    {
        foreach (var part in attentions)
        {
            yield return ($"{block}.{part}_ln.weight", [Width]);
            yield return ($"{block}.{part}_ln.bias", [Width]);
            foreach (var projection in new[] { "query", "key", "value", "out" })
            {
                yield return ($"{block}.{part}.{projection}.weight", [Width, Width]);
                if (projection != "key")
                    yield return ($"{block}.{part}.{projection}.bias", [Width]);
            }
        }

        yield return ($"{block}.mlp_ln.weight", [Width]);
        yield return ($"{block}.mlp_ln.bias", [Width]);
        yield return ($"{block}.mlp.0.weight", [4 * Width, Width]);
        yield return ($"{block}.mlp.0.bias", [4 * Width]);
        yield return ($"{block}.mlp.2.weight", [Width, 4 * Width]);
        yield return ($"{block}.mlp.2.bias", [Width]);
    }

    private void WriteFilters(BinaryWriter writer)
    {
        writer.Write(Mels);
        writer.Write(201);
        for (var mel = 0; mel < Mels; mel++)
        {
            var centre = 200.0 * (mel + 1) / (Mels + 1);
            for (var bin = 0; bin < 201; bin++)
                writer.Write((float)(Math.Max(0, 1 - (Math.Abs(bin - centre) / 3)) / 100));
        }
    }

    private void WriteVocabulary(BinaryWriter writer)
    {
        var count = Vocabulary > 51_864 ? 50_257 : 50_256;
        writer.Write(count);
        for (var id = 0; id < count; id++)
        {
            var bytes = id < 256 ? [(byte)id] : Encoding.UTF8.GetBytes($" w{id}");
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
    }

    private void WriteTensor(BinaryWriter writer, FixedRandom random, string name, int[] shape)
    {
        var type = TypeOf(name, shape);
        var values = Draw(random, name, shape);
        if (NeverEnds)
            AvoidTheEnd(name, values);
        var nameBytes = Encoding.UTF8.GetBytes(name);
        writer.Write(shape.Length);
        writer.Write(nameBytes.Length);
        writer.Write((int)type);
        foreach (var size in shape.Reverse())
            writer.Write(size);
        writer.Write(nameBytes);
        Quantizer.Write(writer, type, values);
    }

    /// <summary>As the field's converters do: matrices in the file's type, convolutions in halves, the rest in floats.</summary>
    private GgmlType TypeOf(string name, int[] shape)
    {
        if (shape.Length == 1 || name.EndsWith("bias", StringComparison.Ordinal) || name.EndsWith("positional_embedding", StringComparison.Ordinal))
            return GgmlType.F32;
        return shape.Length == 3 && Type != GgmlType.F32 ? GgmlType.F16 : Type;
    }

    /// <summary>A token without embedding has the score 0, which is never the highest; positions that outweigh the tokens keep changing the choice.</summary>
    private void AvoidTheEnd(string name, float[] values)
    {
        var endOfText = Vocabulary > 51_864 ? 50_257 : 50_256;
        if (name == "decoder.token_embedding.weight")
            values.AsSpan(endOfText * Width, Width).Clear();
        for (var i = 0; name == "decoder.positional_embedding" && i < values.Length; i++)
            values[i] *= 200;
    }

    private static float[] Draw(FixedRandom random, string name, int[] shape)
    {
        var values = new float[shape.Aggregate(1, (product, size) => product * size)];
        var isNorm = name.Contains("ln", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal);
        var scale = shape.Length == 1 || name.EndsWith("bias", StringComparison.Ordinal) ? 0.1f : 2f / MathF.Sqrt(values.Length / shape[0]);
        for (var i = 0; i < values.Length; i++)
            values[i] = (isNorm ? 1 : 0) + (scale * random.Next());
        return values;
    }
}
