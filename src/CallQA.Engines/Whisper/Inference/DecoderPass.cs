using CallQA.Engines.Whisper.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>The memory and bindings with which some rows go through all parts of the decoder with a number of new positions each.</summary>
internal sealed unsafe class DecoderPass : IDisposable
{
    private readonly WhisperNetwork _network;
    private readonly EncodedWindows _windows;
    private readonly BoundTensor<float>[] _residuals;
    private readonly BoundTensor<float> _queries;
    private readonly BoundTensor<long> _asked;
    private readonly BoundTensor<float> _logits;
    private readonly RunOptions _options = new();
    private readonly int _positions;
    private readonly int _askedCount;
    private OrtIoBinding[] _bindings = [];
    private int _rows;

    /// <param name="network">The model.</param>
    /// <param name="windows">What the rows listen to.</param>
    /// <param name="rows">Most rows.</param>
    /// <param name="positions">New positions of each row.</param>
    /// <param name="asked">Which of them give logits.</param>
    public DecoderPass(WhisperNetwork network, EncodedWindows windows, int rows, int positions, params int[] asked)
    {
        var header = network.Header;
        (_network, _windows, _rows, _positions, _askedCount) = (network, windows, rows, positions, asked.Length);
        Arriving = new BoundTensor<float>(rows, positions, header.TextState);
        _queries = new BoundTensor<float>(rows * positions, header.TextState);
        _residuals = [new BoundTensor<float>(rows * positions, header.TextState), new BoundTensor<float>(rows * positions, header.TextState)];
        _asked = new BoundTensor<long>(asked.Length);
        for (var i = 0; i < asked.Length; i++)
            _asked.Row(i)[0] = asked[i];
        _logits = new BoundTensor<float>(rows * asked.Length, header.VocabularySize);
    }

    /// <summary>Embeddings of the new tokens; used up by a run.</summary>
    public BoundTensor<float> Arriving { get; }

    /// <summary>Scores of every token at an asked position; free to be changed.</summary>
    public Span<float> Logits(int row, int asked = 0) => _logits.Row((row * _askedCount) + asked);

    /// <summary>Works on the first rows only.</summary>
    public void Bind(int rows, DecoderCache cache, BoundTensor<int> last, BoundTensor<int> total)
    {
        _rows = rows;
        Array.ForEach(_bindings, binding => binding.Dispose());
        Arriving.Show(rows);
        foreach (var tensor in _residuals.Append(_queries))
            tensor.Show(rows * _positions);
        _logits.Show(rows * _askedCount);
        _bindings = [.. Enumerable.Range(0, _network.DecoderParts.Count).Select(part => BindPart(part, cache, last, total))];
    }

    /// <summary>Takes the rows through the decoder.</summary>
    /// <param name="layerDone">Told the number of each layer and its queries, a row per position.</param>
    /// <param name="cancellationToken">Stops between layers.</param>
    public void Run(Action<int, BoundTensor<float>>? layerDone, CancellationToken cancellationToken)
    {
        var layers = _bindings.Length - 1;
        for (var layer = 0; layer < layers; layer++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _network.DecoderParts[layer].Session.RunWithBinding(_options, _bindings[layer]);
            layerDone?.Invoke(layer, _queries);
            _windows.Attend(layer, _queries.Data, _rows / _windows.Count * _positions, Arriving.Data, _network.Threads);
        }

        _network.DecoderParts[layers].Session.RunWithBinding(_options, _bindings[layers]);
    }

    public void Dispose()
    {
        Array.ForEach(_bindings, binding => binding.Dispose());
        _options.Dispose();
        foreach (var tensor in _residuals.Append(_queries).Append(Arriving).Append(_logits))
            tensor.Dispose();
        _asked.Dispose();
    }

    private OrtIoBinding BindPart(int part, DecoderCache cache, BoundTensor<int> last, BoundTensor<int> total)
    {
        var binding = _network.DecoderParts[part].Session.CreateIoBinding();
        binding.BindInput(DecoderGraph.Arriving, Arriving.Value);
        if (part > 0)
            binding.BindInput(DecoderGraph.Residual, _residuals[part % 2].Value);
        if (part == _network.DecoderParts.Count - 1)
        {
            binding.BindInput(DecoderGraph.Asked, _asked.Value);
            binding.BindOutput(DecoderGraph.Logits, _logits.Value);
            return binding;
        }

        binding.BindOutput(DecoderGraph.NewResidual, _residuals[(part + 1) % 2].Value);
        binding.BindOutput(DecoderGraph.Queries, _queries.Value);
        binding.BindInput(DecoderGraph.LastPosition, last.Value);
        binding.BindInput(DecoderGraph.TotalLength, total.Value);
        binding.BindInput(DecoderGraph.PastKeys, cache.Keys[part].Value);
        binding.BindInput(DecoderGraph.PastValues, cache.Values[part].Value);
        binding.BindOutput(DecoderGraph.NewKeys, cache.Keys[part].Value);
        binding.BindOutput(DecoderGraph.NewValues, cache.Values[part].Value);
        return binding;
    }
}
