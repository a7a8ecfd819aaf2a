using System.Numerics.Tensors;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>The decoder's input side: token and position embeddings. Tokens stay in their stored form; one row at a time is decoded.</summary>
internal sealed class TokenTable
{
    private readonly byte[] _tokens;
    private readonly GgmlType _type;
    private readonly int _rowBytes;
    private readonly float[] _positions;
    private readonly int _width;

    public TokenTable(GgmlFile file)
    {
        var header = file.Header;
        var table = file.Find("decoder.token_embedding.weight", header.VocabularySize, header.TextState);
        _width = header.TextState;
        _type = table.Type;
        _rowBytes = (int)_type.ByteCount(_width);
        _tokens = file.ReadRaw(table);
        _positions = file.ReadFloats("decoder.positional_embedding", header.TextContext, header.TextState);
    }

    /// <summary>Writes the embedding of a token at a position.</summary>
    public void Embed(int token, int position, Span<float> target)
    {
        Dequantizer.Decode(_type, _tokens.AsSpan(token * _rowBytes, _rowBytes), target);
        TensorPrimitives.Add(target, _positions.AsSpan(position * _width, _width), target);
    }
}
