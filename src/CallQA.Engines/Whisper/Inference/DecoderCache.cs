using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>What a decoder pass remembers of each row: keys and values of its positions and, for word times, what it looked for in the audio.</summary>
internal sealed class DecoderCache : IDisposable
{
    private readonly int _heads;
    private readonly int _headWidth;

    /// <param name="header">The model's shape.</param>
    /// <param name="rows">Most rows.</param>
    /// <param name="positions">Most positions of a row, prompt included.</param>
    /// <param name="steps">Most steps whose queries are kept, 0 for none.</param>
    /// <param name="queryWidth">Numbers of a step's queries.</param>
    public DecoderCache(GgmlHeader header, int rows, int positions, int steps, int queryWidth)
    {
        (_heads, _headWidth) = (header.TextHeads, header.TextState / header.TextHeads);
        BoundTensor<float>[] Caches() => [.. Enumerable.Range(0, header.TextLayers).Select(_ => new BoundTensor<float>(rows, _heads, positions, _headWidth))];
        (Keys, Values) = (Caches(), Caches());
        Queries = steps > 0 ? new BoundTensor<float>(rows, steps, queryWidth) : null;
        QueryWidth = queryWidth;
    }

    public BoundTensor<float>[] Keys { get; }

    public BoundTensor<float>[] Values { get; }

    /// <summary>Queries of the alignment heads, one head after the other, per row and step; null when they are not wanted.</summary>
    public BoundTensor<float>? Queries { get; }

    public int QueryWidth { get; }

    /// <summary>Makes a row the same as another one, as far as it is filled.</summary>
    public void Copy(int from, int to, int positions, int steps)
    {
        for (var layer = 0; layer < Keys.Length; layer++)
        {
            Keys[layer].Copy(from, to, _heads, positions * _headWidth);
            Values[layer].Copy(from, to, _heads, positions * _headWidth);
        }

        Queries?.Copy(from, to, 1, steps * QueryWidth);
    }

    /// <summary>Binds the first rows only.</summary>
    public void Show(int rows)
    {
        for (var layer = 0; layer < Keys.Length; layer++)
        {
            Keys[layer].Show(rows);
            Values[layer].Show(rows);
        }
    }

    public void Dispose()
    {
        foreach (var tensor in Keys.Concat(Values))
            tensor.Dispose();
        Queries?.Dispose();
    }
}
