using CallQA.Engines.Whisper.Inference;
using CallQA.Recordings;

namespace CallQA.Engines.Whisper.Windows;

/// <summary>The windows of a batch, encoded once for all the passes that decode them.</summary>
internal sealed class EncodedBatch : IDisposable
{
    private readonly List<EncodedWindows> _parts;
    private readonly int _width;
    private readonly bool _severalPasses;

    /// <param name="model">The model.</param>
    /// <param name="encoder">Its encoder.</param>
    /// <param name="batch">The windows.</param>
    /// <param name="channels">Audio of all channels at 16 kHz.</param>
    public EncodedBatch(WhisperModel model, WindowEncoder encoder, WindowBatch batch, IReadOnlyList<ChannelAudio> channels)
    {
        var windows = batch.Jobs.Select(job => job.Window).ToList();
        (_width, _severalPasses) = (model.Network.Header.TextState, model.Options.TemperatureFallback);
        _parts = _severalPasses
            ? windows.ConvertAll(window => encoder.Encode([window], channels, batch.Frames))
            : [encoder.Encode(windows, channels, batch.Frames)];
    }

    /// <summary>Windows for a pass: any of them where several passes may come, otherwise all of them, which the pass uses up.</summary>
    /// <param name="windows">Indexes in the batch, ascending.</param>
    public EncodedWindows Lend(IEnumerable<int> windows) => _severalPasses ? new LentWindows(windows.Select(window => _parts[window]), _width) : _parts[0];

    public void Dispose() => _parts.ForEach(part => part.Dispose());
}
