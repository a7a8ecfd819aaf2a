using CallQA.Engines.Whisper.Inference;

namespace CallQA.Engines.Whisper.Windows;

/// <summary>
/// Windows, each encoded apart, that are lent to a decoder pass: what the pass is done with it leaves out without freeing it, so that it can
/// be decoded again.
/// </summary>
internal sealed unsafe class LentWindows : EncodedWindows
{
    private readonly int _width;
    private List<EncodedWindows> _windows;

    /// <param name="windows">The windows, at least one.</param>
    /// <param name="width">Numbers of a row's queries in one layer.</param>
    public LentWindows(IEnumerable<EncodedWindows> windows, int width)
        : this([.. windows], width)
    {
    }

    private LentWindows(List<EncodedWindows> windows, int width)
        : base(windows.Count, windows[0].Positions) => (_windows, _width) = (windows, width);

    public override void Store(int window, int layer, int head, ReadOnlySpan<float> keysAndValues) => _windows[window].Store(0, layer, head, keysAndValues);

    public override float[] Keys(int window, int layer, int head) => _windows[window].Keys(0, layer, head);

    public override void Attend(int layer, float* queries, int rowsPerWindow, float* results, int threads)
    {
        var size = (nint)rowsPerWindow * _width;
        for (var window = 0; window < _windows.Count; window++)
            _windows[window].Attend(layer, queries + (window * size), rowsPerWindow, results + (window * size), threads);
    }

    public override void Keep(IReadOnlyList<int> windows)
    {
        _windows = [.. windows.Select(window => _windows[window])];
        Count = _windows.Count;
    }

    /// <summary>Frees nothing: whoever lends does.</summary>
    public override void Dispose()
    {
    }
}
