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
    private readonly DecoderPass _step;
    private readonly BoundTensor<int> _last;
    private readonly BoundTensor<int> _total = new(1);
    private readonly Action<int, BoundTensor<float>>? _recordStep;
    private readonly CancellationToken _cancellationToken;
    private int _filled;
    private int _steps;

    /// <param name="network">The model.</param>
    /// <param name="windows">The encoded windows; <see cref="Keep"/> drops them too.</param>
    /// <param name="capacity">Most positions, prompt included.</param>
    /// <param name="beams">Most rows of a window.</param>
    /// <param name="queries">Steps whose cross-attention queries are kept for <see cref="Queries"/>, 0 for none.</param>
    /// <param name="cancellationToken">Stops between layers.</param>
    public DecoderRun(WhisperNetwork network, EncodedWindows windows, int capacity, int beams = 1, int queries = 0, CancellationToken cancellationToken = default)
    {
        _cancellationToken = cancellationToken;
        _network = network;
        _windows = windows;
        Rows = windows.Count;
        var rows = windows.Count * beams;
        _recorder = queries > 0 ? new QueryRecorder(network) : null;
        _recordStep = queries > 0 ? (layer, asked) => Record(layer, asked, 1, 0) : null;
        _cache = new DecoderCache(network.Header, rows, capacity, queries, _recorder?.Width ?? 0);
        _step = new DecoderPass(network, windows, rows, 1, 0);
        _last = new BoundTensor<int>(rows);
        ShowRows();
    }

    /// <summary>Windows still decoded.</summary>
    public int Windows => _windows.Count;

    /// <summary>Rows still decoded: each window's, one window after the other.</summary>
    public int Rows { get; private set; }

    /// <summary>Scores of every token after the last step; free to be changed.</summary>
    public Span<float> Logits(int row) => _step.Logits(row);

    /// <summary>Cross-attention queries of a row's first steps, one step after the other; step 0 is the prompt.</summary>
    public float[] Queries(int row, int steps) => _cache.Queries!.Row(row)[..(Math.Min(steps, _steps) * _cache.QueryWidth)].ToArray();

    /// <summary>Positions of a window's audio.</summary>
    public int AudioPositions => _windows.Positions;

    /// <summary>Cross-attention keys of a window [positions, head width].</summary>
    public float[] CrossKeys(int window, int layer, int head) => _windows.Keys(window, layer, head);

    /// <summary>Feeds every window the same prompt.</summary>
    public BoundTensor<float> Prefill(int[] prompt) => Prefill([.. Enumerable.Repeat(prompt, Windows)], 0);

    /// <summary>Feeds every window its prompt; logits of its last position are then in <see cref="Logits"/>.</summary>
    /// <param name="prompts">The tokens, equally many for each window.</param>
    /// <param name="position">A position whose logits are wanted besides.</param>
    /// <returns>Logits of that position, a row per window.</returns>
    public BoundTensor<float> Prefill(IReadOnlyList<int[]> prompts, int position)
    {
        using var timing = EngineMeter.Time("decode");
        var length = prompts[0].Length;
        using var pass = new DecoderPass(_network, _windows, Rows, length, position, length - 1);
        for (var row = 0; row < Rows; row++)
        {
            for (var i = 0; i < length; i++)
                _network.Tokens.Embed(prompts[row][i], i, pass.Arriving.Row(row).Slice(i * _network.Header.TextState, _network.Header.TextState));
        }

        Advance(length);
        pass.Bind(Rows, _cache, _last, _total);
        pass.Run(_recorder is null ? null : (layer, queries) => Record(layer, queries, length, length - 1), _cancellationToken);
        Count();
        var first = new BoundTensor<float>(Rows, _network.Header.VocabularySize);
        for (var row = 0; row < Rows; row++)
        {
            pass.Logits(row, 0).CopyTo(first.Row(row));
            pass.Logits(row, 1).CopyTo(_step.Logits(row));
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
        using var timing = EngineMeter.Time("decode");
        for (var row = 0; row < Rows; row++)
            _network.Tokens.Embed(tokens[row], _filled, _step.Arriving.Row(row));
        Advance(1);
        _step.Run(_recordStep, _cancellationToken);
        Count();
    }

    /// <summary>Goes on with the given windows only, in ascending order; they are renumbered from 0.</summary>
    public void Keep(IReadOnlyList<int> windows)
    {
        var beams = Rows / Windows;
        for (var to = 0; to < windows.Count; to++)
        {
            for (var beam = 0; beam < beams; beam++)
                Copy((windows[to] * beams) + beam, (to * beams) + beam);
        }

        _windows.Keep(windows);
        Rows = Windows * beams;
        ShowRows();
    }

    public void Dispose()
    {
        _step.Dispose();
        _cache.Dispose();
        _last.Dispose();
        _total.Dispose();
    }

    private void ShowRows()
    {
        _cache.Show(Rows);
        _last.Show(Rows);
        _step.Bind(Rows, _cache, _last, _total);
    }

    private void Advance(int positions)
    {
        _filled += positions;
        for (var row = 0; row < Rows; row++)
            _last.Row(row)[0] = _filled - 1;
        _total.Row(0)[0] = _filled;
    }

    private void Record(int layer, BoundTensor<float> queries, int positions, int asked)
    {
        for (var row = 0; row < Rows; row++)
        {
            var target = _cache.Queries!.Row(row).Slice(_steps * _cache.QueryWidth, _cache.QueryWidth);
            _recorder!.Collect(layer, queries.Row((row * positions) + asked), target);
        }
    }

    private void Count()
    {
        _steps++;
        EngineMeter.Tokens.Add(Rows);
    }
}
