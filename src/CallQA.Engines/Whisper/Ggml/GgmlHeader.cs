namespace CallQA.Engines.Whisper.Ggml;

/// <summary>The network's dimensions as the file's header gives them.</summary>
/// <param name="VocabularySize">Tokens, special ones and timestamps included.</param>
/// <param name="AudioContext">Encoder positions of a full window (1500 = 30 s).</param>
/// <param name="AudioState">Width of the encoder.</param>
/// <param name="AudioHeads">Attention heads of the encoder.</param>
/// <param name="AudioLayers">Encoder blocks.</param>
/// <param name="TextContext">Decoder positions.</param>
/// <param name="TextState">Width of the decoder.</param>
/// <param name="TextHeads">Attention heads of the decoder.</param>
/// <param name="TextLayers">Decoder blocks.</param>
/// <param name="MelBins">Mel bands of the front end, 80 or 128.</param>
/// <param name="FileType">The file's main element type, informative only: every tensor carries its own.</param>
internal sealed record GgmlHeader(
    int VocabularySize,
    int AudioContext,
    int AudioState,
    int AudioHeads,
    int AudioLayers,
    int TextContext,
    int TextState,
    int TextHeads,
    int TextLayers,
    int MelBins,
    int FileType)
{
    /// <summary>Name of the first dimension that no Whisper model has, with its value; null when all are plausible.</summary>
    public string? FindImplausible()
    {
        (string Name, int Value, int Min, int Max)[] checks =
        [
            ("n_vocab", VocabularySize, 51_864, 60_000),
            ("n_audio_ctx", AudioContext, 2, 6_000),
            ("n_audio_state", AudioState, 8, 8_192),
            ("n_audio_head", AudioHeads, 1, 128),
            ("n_audio_layer", AudioLayers, 1, 128),
            ("n_text_ctx", TextContext, 16, 8_192),
            ("n_text_state", TextState, 8, 8_192),
            ("n_text_head", TextHeads, 1, 128),
            ("n_text_layer", TextLayers, 1, 128),
            ("n_mels", MelBins, 8, 256),
        ];
        foreach (var (name, value, min, max) in checks)
        {
            if (value < min || value > max)
                return $"{name} = {value}";
        }

        if (AudioState % AudioHeads != 0)
            return $"n_audio_state = {AudioState} with {AudioHeads} heads";
        if (TextState % TextHeads != 0)
            return $"n_text_state = {TextState} with {TextHeads} heads";
        return AudioState == TextState ? null : $"n_text_state = {TextState} beside n_audio_state = {AudioState}";
    }
}

/// <summary>A tensor's place in the file.</summary>
/// <param name="Name">Name as in OpenAI's checkpoint.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Dimensions, slowest first (the reverse of the file's order).</param>
/// <param name="Offset">First byte of the data.</param>
internal sealed record GgmlTensor(string Name, GgmlType Type, IReadOnlyList<long> Shape, long Offset)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Bytes of the data.</summary>
    public long ByteCount => Type.ByteCount(Count);
}

/// <summary>The mel filter bank stored in the file.</summary>
/// <param name="Bins">Mel bands.</param>
/// <param name="Frequencies">Frequency bins, 201 for Whisper.</param>
/// <param name="Weights">Row per mel band.</param>
internal sealed record MelFilterBank(int Bins, int Frequencies, float[] Weights);
