namespace CallQA.Engines.Whisper.Inference;

/// <summary>Takes what the alignment heads ask for out of the layers' queries.</summary>
internal sealed class QueryRecorder
{
    private readonly (int Slot, int Head)[][] _byLayer;
    private readonly int _headWidth;

    public QueryRecorder(WhisperNetwork network)
    {
        _headWidth = network.Header.TextState / network.Header.TextHeads;
        var heads = network.Alignment.Select((head, slot) => (head.Layer, Slot: slot, head.Head)).ToLookup(head => head.Layer, head => (head.Slot, head.Head));
        _byLayer = [.. Enumerable.Range(0, network.Header.TextLayers).Select(layer => heads[layer].ToArray())];
        Width = network.Alignment.Count * _headWidth;
    }

    /// <summary>Numbers that a row and step leave.</summary>
    public int Width { get; }

    /// <summary>Copies one row's queries of a layer to their place, one alignment head after the other.</summary>
    public void Collect(int layer, ReadOnlySpan<float> queries, Span<float> target)
    {
        foreach (var (slot, head) in _byLayer[layer])
            queries.Slice(head * _headWidth, _headWidth).CopyTo(target[(slot * _headWidth)..]);
    }
}
