namespace CallQA.Engines.Whisper.Inference;

/// <summary>What the decoder needs of a batch of windows: their cross-attention memory per decoder layer.</summary>
internal abstract unsafe class EncodedWindows(int count, int positions) : IDisposable
{
    /// <summary>Windows in the batch.</summary>
    public int Count { get; protected set; } = count;

    /// <summary>Positions of the encoder in each window.</summary>
    public int Positions { get; } = positions;

    /// <summary>Takes a head of a layer of a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="head">The head.</param>
    /// <param name="keysAndValues">Keys and values of all heads side by side [positions, 2 × heads × head width].</param>
    public abstract void Store(int window, int layer, int head, ReadOnlySpan<float> keysAndValues);

    /// <summary>Cross-attention keys of a window [positions, head width].</summary>
    public abstract float[] Keys(int window, int layer, int head);

    /// <summary>What queries find in a layer: for each window so many rows, one window after the other, each [heads × head width].</summary>
    public abstract void Attend(int layer, float* queries, int rowsPerWindow, float* results, int threads);

    /// <summary>Some of the windows for one pass over them: what it leaves out or disposes of stays here.</summary>
    /// <param name="windows">Which, in ascending order.</param>
    public abstract EncodedWindows Lend(IEnumerable<int> windows);

    /// <summary>Goes on with the given windows only, in ascending order; they are renumbered from 0.</summary>
    public abstract void Keep(IReadOnlyList<int> windows);

    public abstract void Dispose();
}

/// <inheritdoc />
/// <typeparam name="T">Stored type.</typeparam>
internal sealed unsafe class EncodedWindows<T> : EncodedWindows
    where T : unmanaged
{
    private readonly List<CrossMemory<T>[]> _windows;
    private readonly AudioMemory<T>? _owner;
    private readonly CrossAttention<T> _attention;

    /// <param name="owner">Gets the memory back.</param>
    /// <param name="windows">The memory of each window's layers.</param>
    /// <param name="positions">Positions of the encoder in each window.</param>
    /// <param name="attention">Computes on it.</param>
    public EncodedWindows(AudioMemory<T> owner, List<CrossMemory<T>[]> windows, int positions, CrossAttention<T> attention)
        : this(windows, positions, attention) => _owner = owner;

    private EncodedWindows(List<CrossMemory<T>[]> windows, int positions, CrossAttention<T> attention)
        : base(windows.Count, positions) => (_windows, _attention) = (windows, attention);

    public override void Store(int window, int layer, int head, ReadOnlySpan<float> keysAndValues) =>
        _windows[window][layer].Store(head, keysAndValues);

    public override float[] Keys(int window, int layer, int head) => _windows[window][layer].ReadKeys(head);

    public override void Attend(int layer, float* queries, int rowsPerWindow, float* results, int threads) =>
        _attention.Attend(_windows, layer, queries, rowsPerWindow, results, threads);

    public override EncodedWindows Lend(IEnumerable<int> windows) =>
        new EncodedWindows<T>([.. windows.Select(window => _windows[window])], Positions, _attention);

    public override void Keep(IReadOnlyList<int> windows)
    {
        for (var window = _windows.Count - 1; window >= 0; window--)
        {
            if (windows.Contains(window))
                continue;
            _owner?.Return(_windows[window]);
            _windows.RemoveAt(window);
        }

        Count = _windows.Count;
    }

    public override void Dispose()
    {
        _windows.ForEach(window => _owner?.Return(window));
        _windows.Clear();
    }
}
