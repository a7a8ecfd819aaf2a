using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper;

/// <summary>What the header of a ggml Whisper file tells.</summary>
/// <param name="MelBins">Mel bands of the front end, 80 or 128.</param>
/// <param name="Languages">Languages it knows, 1 for an English-only model.</param>
/// <param name="Quantization">Element type of its matrices, for example <c>f16</c> or <c>q5_1</c>.</param>
public sealed record ModelFile(int MelBins, int Languages, string Quantization)
{
    /// <summary>Reads the header and the index of the tensors, without loading the weights.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UnusableModelException">It is missing, damaged or no ggml Whisper model.</exception>
    public static ModelFile Read(string path)
    {
        using var file = GgmlFile.Open(path);
        return Of(file);
    }

    private static ModelFile Of(GgmlFile file)
    {
        var width = file.Header.AudioState;
        var matrix = file.Find("encoder.blocks.0.attn.query.weight", width, width);
        _ = file.Find("decoder.token_embedding.weight", file.Header.VocabularySize, file.Header.TextState);
        var tokens = SpecialTokens.For(file.Header.VocabularySize);
        return new ModelFile(file.Header.MelBins, tokens.Multilingual ? tokens.LanguageCount : 1, matrix.Type.ToString().ToLowerInvariant());
    }
}
