using CallQA.Engines.Whisper.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// One pass of the decoder over a batch: a prompt, then a token per row and step. All memory is bound once; a step only
/// writes embeddings and reads logits. Rows that are done are taken out with <see cref="Keep"/>.
/// </summary>
internal sealed class DecoderRun : IDisposable
{
    private readonly WhisperNetwork _network;
    private readonly EncodedWindows _windows;
    private readonly BoundTensor<float>[] _keys;
    private readonly BoundTensor<float>[] _values;
    private readonly BoundTensor<float> _embedding;
    private readonly BoundTensor<int> _last;
    private readonly BoundTensor<int> _total = new(1);
    private readonly BoundTensor<long> _asked = new(1);
    private readonly BoundTensor<float> _logits;
    private readonly RunOptions _options = new();
    private OrtIoBinding? _binding;
    private int _filled;

    /// <param name="network">The model.</param>
    /// <param name="windows">The encoded windows; <see cref="Keep"/> drops their rows too.</param>
    /// <param name="capacity">Most positions, prompt included.</param>
    public DecoderRun(WhisperNetwork network, EncodedWindows windows, int capacity)
    {
        var header = network.Header;
        _network = network;
        _windows = windows;
        Rows = windows.Count;
        BoundTensor<float>[] Caches() => Enumerable.Range(0, header.TextLayers)
            .Select(_ => new BoundTensor<float>(Rows, header.TextHeads, capacity, header.TextState / header.TextHeads)).ToArray();
        (_keys, _values) = (Caches(), Caches());
        _embedding = new BoundTensor<float>(Rows, 1, header.TextState);
        _last = new BoundTensor<int>(Rows);
        _logits = new BoundTensor<float>(Rows, header.VocabularySize);
    }

    /// <summary>Rows still decoded.</summary>
    public int Rows { get; private set; }

    /// <summary>Scores of every token after the last step; free to be changed.</summary>
    public Span<float> Logits(int row) => _logits.Row(row);

    /// <summary>Feeds every row the same prompt; logits of its last position are then in <see cref="Logits"/>.</summary>
    /// <param name="prompt">The tokens.</param>
    /// <returns>Logits of the first position, a row per window.</returns>
    public BoundTensor<float> Prefill(ReadOnlySpan<int> prompt)
    {
        var header = _network.Header;
        using var embedding = new BoundTensor<float>(Rows, prompt.Length, header.TextState);
        using var asked = new BoundTensor<long>(2);
        using var logits = new BoundTensor<float>(Rows * 2, header.VocabularySize);
        (asked.Row(0)[0], asked.Row(1)[0]) = (0, prompt.Length - 1);
        for (var row = 0; row < Rows; row++)
        {
            for (var i = 0; i < prompt.Length; i++)
                _network.Tokens.Embed(prompt[i], i, embedding.Row(row).Slice(i * header.TextState, header.TextState));
        }

        Advance(prompt.Length);
        using (var binding = Bind(embedding, asked, logits))
            _network.Decoder.RunWithBinding(_options, binding);

        var first = new BoundTensor<float>(Rows, header.VocabularySize);
        for (var row = 0; row < Rows; row++)
        {
            logits.Row(2 * row).CopyTo(first.Row(row));
            logits.Row((2 * row) + 1).CopyTo(_logits.Row(row));
        }

        return first;
    }

    /// <summary>Feeds each row its next token.</summary>
    public void Step(ReadOnlySpan<int> tokens)
    {
        for (var row = 0; row < Rows; row++)
            _network.Tokens.Embed(tokens[row], _filled, _embedding.Row(row));
        Advance(1);
        _asked.Row(0)[0] = 0;
        _binding ??= Bind(_embedding, _asked, _logits);
        _network.Decoder.RunWithBinding(_options, _binding);
    }

    /// <summary>Goes on with the given rows only, in ascending order; they are renumbered from 0.</summary>
    public void Keep(IReadOnlyList<int> rows)
    {
        _binding?.Dispose();
        _binding = null;
        foreach (var tensor in _keys.Concat(_values).Concat(_windows.Keys).Concat(_windows.Values).Append(_embedding).Append(_logits))
            tensor.Keep(rows);
        _last.Keep(rows);
        Rows = rows.Count;
    }

    public void Dispose()
    {
        _binding?.Dispose();
        _options.Dispose();
        foreach (var tensor in _keys.Concat(_values).Append(_embedding).Append(_logits))
            tensor.Dispose();
        _last.Dispose();
        _total.Dispose();
        _asked.Dispose();
    }

    private void Advance(int positions)
    {
        _filled += positions;
        for (var row = 0; row < Rows; row++)
            _last.Row(row)[0] = _filled - 1;
        _total.Row(0)[0] = _filled;
    }

    private OrtIoBinding Bind(BoundTensor<float> embedding, BoundTensor<long> asked, BoundTensor<float> logits)
    {
        var binding = _network.Decoder.CreateIoBinding();
        binding.BindInput(DecoderGraph.Embeddings, embedding.Value);
        binding.BindInput(DecoderGraph.Asked, asked.Value);
        binding.BindInput(DecoderGraph.LastPosition, _last.Value);
        binding.BindInput(DecoderGraph.TotalLength, _total.Value);
        binding.BindOutput(DecoderGraph.Logits, logits.Value);
        for (var layer = 0; layer < _keys.Length; layer++)
        {
            binding.BindInput(DecoderGraph.PastKeys(layer), _keys[layer].Value);
            binding.BindInput(DecoderGraph.PastValues(layer), _values[layer].Value);
            binding.BindInput(EncoderGraph.Keys(layer), _windows.Keys[layer].Value);
            binding.BindInput(EncoderGraph.Values(layer), _windows.Values[layer].Value);
            binding.BindOutput(DecoderGraph.NewKeys(layer), _keys[layer].Value);
            binding.BindOutput(DecoderGraph.NewValues(layer), _values[layer].Value);
        }

        return binding;
    }
}
