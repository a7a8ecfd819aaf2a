using System.Globalization;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Alignment;

/// <summary>A head of the decoder's cross-attention.</summary>
/// <param name="Layer">Decoder block, from 0.</param>
/// <param name="Head">Head in the block, from 0.</param>
internal readonly record struct AttentionHead(int Layer, int Head);

/// <summary>
/// Heads of the decoder that look where a word is spoken. For models of OpenAI's shapes those that OpenAI publishes with its models
/// (github.com/openai/whisper, whisper/__init__.py); for others all heads of the upper half of the layers, as there too.
/// </summary>
internal static class AlignmentHeads
{
    private const int EnglishVocabulary = 51_864;
    private const int LargeV3Vocabulary = 51_866;

    private static readonly Dictionary<(int Width, int Layers, bool English, bool V3), string> Known = new()
    {
        [(384, 4, true, false)] = "1.0 2.0 2.5 3.0 3.1 3.2 3.3 3.4",
        [(384, 4, false, false)] = "2.2 3.0 3.2 3.3 3.4 3.5",
        [(512, 6, true, false)] = "3.3 4.7 5.1 5.5 5.7",
        [(512, 6, false, false)] = "3.1 4.2 4.3 4.7 5.1 5.2 5.4 5.6",
        [(768, 12, true, false)] = "6.6 7.0 7.3 7.8 8.2 8.5 8.7 9.0 9.4 9.8 9.10 10.0 10.1 10.2 10.3 10.6 10.11 11.2 11.4",
        [(768, 12, false, false)] = "5.3 5.9 8.0 8.4 8.7 8.8 9.0 9.7 9.9 10.5",
        [(1024, 24, true, false)] = "11.4 14.1 14.12 14.14 15.4 16.0 16.4 16.9 17.12 17.14 18.7 18.10 18.15 20.0 20.3 20.9 20.14 21.12",
        [(1024, 24, false, false)] = "13.15 15.4 15.15 16.1 20.0 23.4",
        [(1280, 32, false, false)] = "10.12 13.17 16.11 16.12 16.13 17.15 17.16 18.4 18.11 18.19 19.11 21.2 21.3 22.3 22.9 22.12 23.5 23.7 23.13 25.5 26.1 26.12 27.15",
        [(1280, 32, false, true)] = "7.0 10.17 12.18 13.12 16.1 17.14 19.11 21.4 24.1 25.6",
        [(1280, 4, false, true)] = "2.4 2.11 3.3 3.6 3.11 3.14",
    };

    /// <summary>large-v1 has the shape of large-v2: only the name tells them apart.</summary>
    private const string LargeV1 = "9.19 11.2 11.4 11.17 22.7 22.11 22.17 23.2 23.15";

    /// <summary>The heads, ordered by layer and head.</summary>
    /// <param name="header">The model's shape.</param>
    /// <param name="name">Name of its file.</param>
    public static IReadOnlyList<AttentionHead> Of(GgmlHeader header, string name)
    {
        var shape = (header.TextState, header.TextLayers, header.VocabularySize <= EnglishVocabulary, header.VocabularySize >= LargeV3Vocabulary);
        if (!Known.TryGetValue(shape, out var heads) || header.AudioState / 64 != header.TextHeads)
            return UpperHalf(header);
        return Parse(shape is (1280, 32, false, false) && name.Contains("large-v1", StringComparison.OrdinalIgnoreCase) ? LargeV1 : heads);
    }

    private static List<AttentionHead> UpperHalf(GgmlHeader header) =>
    [
        .. from layer in Enumerable.Range(header.TextLayers / 2, header.TextLayers - (header.TextLayers / 2))
           from head in Enumerable.Range(0, header.TextHeads)
           select new AttentionHead(layer, head),
    ];

    private static List<AttentionHead> Parse(string heads) =>
    [
        .. heads.Split(' ').Select(head => head.Split('.'))
            .Select(parts => new AttentionHead(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture))),
    ];
}
