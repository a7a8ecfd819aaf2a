namespace CallQA.Engines.Whisper.Inference;

/// <summary>What the decoder needs of a batch of windows: cross-attention keys and values per decoder layer.</summary>
internal sealed class EncodedWindows(int count, BoundTensor<float>[] keys, BoundTensor<float>[] values) : IDisposable
{
    /// <summary>Windows in the batch.</summary>
    public int Count { get; } = count;

    public BoundTensor<float>[] Keys { get; } = keys;

    public BoundTensor<float>[] Values { get; } = values;

    public void Dispose()
    {
        foreach (var tensor in Keys.Concat(Values))
            tensor.Dispose();
    }
}
