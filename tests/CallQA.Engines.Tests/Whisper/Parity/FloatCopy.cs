using System.Text;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Tests.Whisper.Parity;

/// <summary>
/// A model file with the same weights as 32-bit floats. Where weights are quantised whisper.cpp rounds what it multiplies them with to
/// eight bits too; with floats it computes what the file says.
/// </summary>
internal static class FloatCopy
{
    public static async Task WriteAsync(GgmlFile file, string path)
    {
        await using var stream = File.Create(path);
        await using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        var h = file.Header;
        foreach (var value in new[]
        {
            (int)GgmlParser.Magic, h.VocabularySize, h.AudioContext, h.AudioState, h.AudioHeads, h.AudioLayers, h.TextContext, h.TextState, h.TextHeads,
            h.TextLayers, h.MelBins, (int)GgmlType.F32, file.Filters.Bins, file.Filters.Frequencies,
        })
        {
            writer.Write(value);
        }

        foreach (var weight in file.Filters.Weights)
            writer.Write(weight);
        writer.Write(file.Vocabulary.Count);
        foreach (var token in file.Vocabulary)
        {
            writer.Write(token.Length);
            writer.Write(token);
        }

        foreach (var (name, shape) in Shape(h).Tensors())
            WriteTensor(writer, name, shape, file.ReadFloats(name, [.. shape.Select(size => (long)size)]));
    }

    private static TinyModel Shape(GgmlHeader h) => new()
    {
        Vocabulary = h.VocabularySize,
        AudioContext = h.AudioContext,
        TextContext = h.TextContext,
        Width = h.TextState,
        Heads = h.TextHeads,
        AudioLayers = h.AudioLayers,
        TextLayers = h.TextLayers,
        Mels = h.MelBins,
    };

    private static void WriteTensor(BinaryWriter writer, string name, int[] shape, float[] values)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);
        writer.Write(shape.Length);
        writer.Write(nameBytes.Length);
        writer.Write((int)GgmlType.F32);
        foreach (var size in shape.Reverse())
            writer.Write(size);
        writer.Write(nameBytes);
        Quantizer.Write(writer, GgmlType.F32, values);
    }
}
