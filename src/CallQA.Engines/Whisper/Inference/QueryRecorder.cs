using CallQA.Engines.Whisper.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>The query outputs of one run of the decoder, a tensor per layer with alignment heads.</summary>
internal sealed class QueryOutputs(IReadOnlyList<int> layers, int rows, int asked, int width) : IDisposable
{
    private readonly BoundTensor<float>[] _tensors = [.. layers.Select(_ => new BoundTensor<float>(rows, asked, width))];

    public ReadOnlySpan<float> Row(int layer, int row, int asked) => _tensors[layer].Row(row).Slice(asked * width, width);

    public void Show(int shown)
    {
        foreach (var tensor in _tensors)
            tensor.Show(shown);
    }

    public void Bind(OrtIoBinding binding)
    {
        for (var i = 0; i < _tensors.Length; i++)
            binding.BindOutput(DecoderGraph.Queries(layers[i]), _tensors[i].Value);
    }

    public void Dispose()
    {
        foreach (var tensor in _tensors)
            tensor.Dispose();
    }
}

/// <summary>Takes what the alignment heads ask for out of the layers' queries.</summary>
internal sealed class QueryRecorder : IDisposable
{
    private readonly int[] _layers;
    private readonly (int Layer, int Head)[] _heads;
    private readonly int _width;
    private readonly int _headWidth;

    public QueryRecorder(WhisperNetwork network, int rows)
    {
        (_width, _headWidth) = (network.Header.TextState, network.Header.TextState / network.Header.TextHeads);
        _layers = [.. network.Alignment.Select(head => head.Layer).Distinct()];
        _heads = [.. network.Alignment.Select(head => (Array.IndexOf(_layers, head.Layer), head.Head))];
        Step = Outputs(rows, 1);
    }

    /// <summary>Numbers that a row and step leave.</summary>
    public int Width => _heads.Length * _headWidth;

    /// <summary>What a step writes to.</summary>
    public QueryOutputs Step { get; }

    public QueryOutputs Outputs(int rows, int asked) => new(_layers, rows, asked, _width);

    /// <summary>Copies one row's queries, one alignment head after the other.</summary>
    public void Collect(QueryOutputs outputs, int row, int asked, Span<float> target)
    {
        for (var i = 0; i < _heads.Length; i++)
            outputs.Row(_heads[i].Layer, row, asked).Slice(_heads[i].Head * _headWidth, _headWidth).CopyTo(target[(i * _headWidth)..]);
    }

    public void Dispose() => Step.Dispose();
}
