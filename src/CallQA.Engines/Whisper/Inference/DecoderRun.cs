using CallQA.Engines.Whisper.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// One pass of the decoder over a batch: a prompt, then a token per row and step. A window starts with one row and may be
/// followed by several side by side, which stand one after the other. All memory is bound once; a step only writes embeddings and
/// reads logits. Windows that are done are taken out with <see cref="Keep"/>.
/// </summary>
internal sealed class DecoderRun : IDisposable
{
    private readonly WhisperNetwork _network;
    private readonly EncodedWindows _windows;
    private readonly DecoderCache _cache;
    private readonly QueryRecorder? _recorder;
    private readonly BoundTensor<float> _embedding;
    private readonly BoundTensor<int> _last;
    private readonly BoundTensor<int> _total = new(1);
    private readonly BoundTensor<long> _asked = new(1);
    private readonly BoundTensor<float> _logits;
    private readonly RunOptions _options = new();
    private OrtIoBinding? _binding;
    private int _filled;
    private int _steps;

    /// <param name="network">The model.</param>
    /// <param name="windows">The encoded windows; <see cref="Keep"/> drops their rows too.</param>
    /// <param name="capacity">Most positions, prompt included.</param>
    /// <param name="beams">Most rows of a window.</param>
    /// <param name="queries">Steps whose cross-attention queries are kept for <see cref="Queries"/>, 0 for none.</param>
    public DecoderRun(WhisperNetwork network, EncodedWindows windows, int capacity, int beams = 1, int queries = 0)
    {
        var header = network.Header;
        _network = network;
        _windows = windows;
        Windows = Rows = windows.Count;
        var rows = windows.Count * beams;
        _recorder = queries > 0 ? new QueryRecorder(network, rows) : null;
        _cache = new DecoderCache(header, rows, capacity, queries, _recorder?.Width ?? 0);
        _embedding = new BoundTensor<float>(rows, 1, header.TextState);
        _last = new BoundTensor<int>(rows);
        _logits = new BoundTensor<float>(rows, header.VocabularySize);
        ShowRows();
    }

    /// <summary>Windows still decoded.</summary>
    public int Windows { get; private set; }

    /// <summary>Rows still decoded: each window's, one window after the other.</summary>
    public int Rows { get; private set; }

    /// <summary>Scores of every token after the last step; free to be changed.</summary>
    public Span<float> Logits(int row) => _logits.Row(row);

    /// <summary>
    /// Cross-attention queries that led to the logits of a row's first steps, one alignment head after the other; step 0 is the
    /// prompt. As many steps as wanted and there are.
    /// </summary>
    public float[] Queries(int row, int steps) => _cache.Queries!.Row(row)[..(Math.Min(steps, _steps) * _cache.QueryWidth)].ToArray();

    /// <summary>Cross-attention keys of a window [positions, head width].</summary>
    public ReadOnlySpan<float> CrossKeys(int window, int layer, int head)
    {
        var keys = _windows.Keys[layer].Row(window);
        var size = keys.Length / _network.Header.TextHeads;
        return keys.Slice(head * size, size);
    }

    /// <summary>Feeds every window the same prompt.</summary>
    public BoundTensor<float> Prefill(int[] prompt) => Prefill([.. Enumerable.Repeat(prompt, Windows)], 0);

    /// <summary>Feeds every window its prompt; logits of its last position are then in <see cref="Logits"/>.</summary>
    /// <param name="prompts">The tokens, equally many for each window.</param>
    /// <param name="position">A position whose logits are wanted besides.</param>
    /// <returns>Logits of that position, a row per window.</returns>
    public BoundTensor<float> Prefill(IReadOnlyList<int[]> prompts, int position)
    {
        var header = _network.Header;
        var length = prompts[0].Length;
        using var embedding = new BoundTensor<float>(Rows, length, header.TextState);
        using var asked = new BoundTensor<long>(2);
        using var logits = new BoundTensor<float>(Rows * 2, header.VocabularySize);
        using var queries = _recorder?.Outputs(Rows, 2);
        (asked.Row(0)[0], asked.Row(1)[0]) = (position, length - 1);
        for (var row = 0; row < Rows; row++)
        {
            for (var i = 0; i < length; i++)
                _network.Tokens.Embed(prompts[row][i], i, embedding.Row(row).Slice(i * header.TextState, header.TextState));
        }

        Advance(length);
        using (var binding = Bind(embedding, asked, logits, queries))
            _network.Decoder.RunWithBinding(_options, binding);

        Record(queries, 1);
        EngineMeter.Tokens.Add(Rows);
        var first = new BoundTensor<float>(Rows, header.VocabularySize);
        for (var row = 0; row < Rows; row++)
        {
            logits.Row(2 * row).CopyTo(first.Row(row));
            logits.Row((2 * row) + 1).CopyTo(_logits.Row(row));
        }

        return first;
    }

    /// <summary>Follows every window by so many rows, all equal to its first.</summary>
    public void Spread(int beams)
    {
        for (var window = Windows - 1; window >= 0; window--)
        {
            // From the last on, so that no row is written that is still to be read.
            for (var beam = beams - 1; beam >= 0; beam--)
            {
                Copy(window, (window * beams) + beam);
                if (beams > 1)
                    Logits(window).CopyTo(Logits((window * beams) + beam));
            }
        }

        Rows = Windows * beams;
        ShowRows();
    }

    /// <summary>Makes a row the same as another one.</summary>
    public void Copy(int from, int to)
    {
        if (from != to)
            _cache.Copy(from, to, _filled, _steps);
    }

    /// <summary>Feeds each row its next token.</summary>
    public void Step(ReadOnlySpan<int> tokens)
    {
        for (var row = 0; row < Rows; row++)
            _network.Tokens.Embed(tokens[row], _filled, _embedding.Row(row));
        Advance(1);
        _asked.Row(0)[0] = 0;
        _binding ??= Bind(_embedding, _asked, _logits, _recorder?.Step);
        _network.Decoder.RunWithBinding(_options, _binding);
        Record(_recorder?.Step, 0);
        EngineMeter.Tokens.Add(Rows);
    }

    /// <summary>Goes on with the given windows only, in ascending order; they are renumbered from 0.</summary>
    public void Keep(IReadOnlyList<int> windows)
    {
        foreach (var tensor in _windows.Keys.Concat(_windows.Values))
            tensor.Keep(windows);
        var beams = Rows / Windows;
        for (var to = 0; to < windows.Count; to++)
        {
            for (var beam = 0; beam < beams; beam++)
                Copy((windows[to] * beams) + beam, (to * beams) + beam);
        }

        Windows = windows.Count;
        Rows = Windows * beams;
        ShowRows();
    }

    public void Dispose()
    {
        _binding?.Dispose();
        _options.Dispose();
        _cache.Dispose();
        _recorder?.Dispose();
        _embedding.Dispose();
        _logits.Dispose();
        _last.Dispose();
        _total.Dispose();
        _asked.Dispose();
    }

    private void ShowRows()
    {
        _binding?.Dispose();
        _binding = null;
        _cache.Show(Rows);
        _recorder?.Step.Show(Rows);
        _embedding.Show(Rows);
        _logits.Show(Rows);
        _last.Show(Rows);
    }

    private void Advance(int positions)
    {
        _filled += positions;
        for (var row = 0; row < Rows; row++)
            _last.Row(row)[0] = _filled - 1;
        _total.Row(0)[0] = _filled;
    }

    private void Record(QueryOutputs? outputs, int asked)
    {
        for (var row = 0; outputs is not null && row < Rows; row++)
            _recorder!.Collect(outputs, row, asked, _cache.Queries!.Row(row).Slice(_steps * _cache.QueryWidth, _cache.QueryWidth));
        _steps++;
    }

    private OrtIoBinding Bind(BoundTensor<float> embedding, BoundTensor<long> asked, BoundTensor<float> logits, QueryOutputs? queries)
    {
        var binding = _network.Decoder.CreateIoBinding();
        binding.BindInput(DecoderGraph.Embeddings, embedding.Value);
        binding.BindInput(DecoderGraph.Asked, asked.Value);
        binding.BindInput(DecoderGraph.LastPosition, _last.Value);
        binding.BindInput(DecoderGraph.TotalLength, _total.Value);
        binding.BindOutput(DecoderGraph.Logits, logits.Value);
        queries?.Bind(binding);
        for (var layer = 0; layer < _cache.Keys.Length; layer++)
        {
            binding.BindInput(DecoderGraph.PastKeys(layer), _cache.Keys[layer].Value);
            binding.BindInput(DecoderGraph.PastValues(layer), _cache.Values[layer].Value);
            binding.BindInput(EncoderGraph.Keys(layer), _windows.Keys[layer].Value);
            binding.BindInput(EncoderGraph.Values(layer), _windows.Values[layer].Value);
            binding.BindOutput(DecoderGraph.NewKeys(layer), _cache.Keys[layer].Value);
            binding.BindOutput(DecoderGraph.NewValues(layer), _cache.Values[layer].Value);
        }

        return binding;
    }
}
