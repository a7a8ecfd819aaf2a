namespace CallQA.Engines.Whisper.Windows;

/// <summary>Windows that go through the model together.</summary>
/// <param name="Jobs">The windows.</param>
/// <param name="Frames">Mel frames that each is padded to.</param>
/// <param name="Language">Index of the language spoken.</param>
internal sealed record WindowBatch(IReadOnlyList<WindowJob> Jobs, int Frames, int Language);

/// <summary>Puts windows of like length into batches that memory has room for.</summary>
internal sealed class WindowBatcher(WhisperModel model, WindowEncoder encoder)
{
    /// <summary>Memory that keys and values of one batch may take.</summary>
    private const long BatchBytes = 128L << 20;

    /// <summary>The batches, shortest windows first.</summary>
    /// <param name="jobs">Windows.</param>
    /// <param name="language">Index of the language spoken.</param>
    public IReadOnlyList<WindowBatch> Batches(IEnumerable<WindowJob> jobs, int language) =>
    [
        .. jobs.GroupBy(job => (Frames: encoder.FramesFor(job.Window), Prompt: job.Prompt.Length)).OrderBy(group => group.Key)
            .SelectMany(group => group.Chunk(SizeFor(group.Key.Frames, group.Key.Prompt)).Select(part => new WindowBatch(part, group.Key.Frames, language))),
    ];

    /// <summary>Fallback draws several texts a window: that memory is held ready where it may be needed.</summary>
    private int SizeFor(int frames, int prompt)
    {
        var (options, header) = (model.Options, model.Network.Header);
        var rows = Math.Max(options.BeamSize, options.TemperatureFallback ? options.BestOf : 1);
        var audio = (frames / 2) * (options.Precision == Precision.Int8 ? sizeof(byte) : sizeof(short));
        var text = rows * Math.Min(prompt + options.MaxTokens, header.TextContext) * sizeof(float);
        var perWindow = (long)header.TextLayers * header.TextState * 2 * (audio + text);
        return (int)Math.Clamp(BatchBytes / perWindow, 1, options.BatchSize);
    }
}
