namespace CallQA.Engines.Whisper.Windows;

/// <summary>Windows that go through the model together.</summary>
/// <param name="Jobs">The windows.</param>
/// <param name="Frames">Mel frames that each is padded to.</param>
/// <param name="Language">Index of the language spoken.</param>
internal sealed record WindowBatch(IReadOnlyList<WindowJob> Jobs, int Frames, int Language);

/// <summary>Puts windows of like length into batches that memory has room for.</summary>
internal sealed class WindowBatcher(WhisperModel model, WindowEncoder encoder)
{
    /// <summary>Memory that keys and values of one batch may take; three quarters of it where the weights take more.</summary>
    private const long BatchBytes = 128L << 20;

    /// <summary>The batches, shortest windows first.</summary>
    /// <param name="jobs">Windows.</param>
    /// <param name="language">Index of the language spoken.</param>
    public IReadOnlyList<WindowBatch> Batches(IEnumerable<WindowJob> jobs, int language) =>
    [
        .. jobs.GroupBy(job => (Frames: encoder.FramesFor(job.Window), Prompt: job.Prompt.Length)).OrderBy(group => group.Key)
            .SelectMany(group => group.Chunk(SizeFor(group.Key.Frames, group.Key.Prompt, model.Options.BeamSize)).Select(part => new WindowBatch(part, group.Key.Frames, language))),
    ];

    /// <summary>Windows that can be decoded side by side.</summary>
    /// <param name="frames">Mel frames of each.</param>
    /// <param name="prompt">Tokens of each one's prompt.</param>
    /// <param name="rows">Texts of each that are followed at once.</param>
    public int SizeFor(int frames, int prompt, int rows)
    {
        var (options, header) = (model.Options, model.Network.Header);
        var audio = (frames / 2) * (options.Precision == Precision.Int8 ? sizeof(byte) : sizeof(short));
        var text = rows * Math.Min(prompt + options.MaxTokens, header.TextContext) * sizeof(float);
        var perWindow = (long)header.TextLayers * header.TextState * 2 * (audio + text);
        var room = options.Precision == Precision.Int8 ? BatchBytes : BatchBytes * 3 / 4;
        return (int)Math.Clamp(room / perWindow, 1, options.BatchSize);
    }
}
