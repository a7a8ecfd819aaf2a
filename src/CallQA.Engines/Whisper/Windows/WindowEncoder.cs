using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Inference;
using CallQA.Recordings;

namespace CallQA.Engines.Whisper.Windows;

/// <summary>Takes windows through front end and encoder.</summary>
internal sealed class WindowEncoder(WhisperModel model)
{
    /// <summary>Step in which fitted windows grow, so that a window's padding never depends on its neighbours in the batch.</summary>
    private const int FrameStep = 200;

    /// <summary>Silence after the speech in fitted windows.</summary>
    private const int TailFrames = 50;

    /// <summary>Mel frames that a window is padded to.</summary>
    public int FramesFor(SpeechWindow window)
    {
        var full = model.Network.Header.AudioContext * 2;
        if (model.Options.AudioContext == AudioContext.Full)
            return full;
        var needed = (window.Length / LogMel.Hop) + TailFrames;
        return Math.Min(full, (needed + FrameStep - 1) / FrameStep * FrameStep);
    }

    /// <summary>Encodes windows that are padded to one length.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="channels">Audio of all channels at 16 kHz.</param>
    /// <param name="frames">Mel frames of each.</param>
    /// <param name="cancellationToken">Stops between windows and layers.</param>
    public EncodedWindows Encode(IReadOnlyList<SpeechWindow> windows, IReadOnlyList<ChannelAudio> channels, int frames, CancellationToken cancellationToken) =>
        model.Network.Encode(Hear(windows, channels, frames, cancellationToken), windows.Count, frames, cancellationToken);

    private float[] Hear(IReadOnlyList<SpeechWindow> windows, IReadOnlyList<ChannelAudio> channels, int frames, CancellationToken cancellationToken)
    {
        using var timing = EngineMeter.Time("mel");
        var size = model.Mel.Bins * frames;
        var mel = new float[windows.Count * size];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = model.Options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, windows.Count, threads, i =>
            model.Mel.Compute(windows[i].Cut(channels[windows[i].Channel]), frames, mel.AsSpan(i * size, size)));
        return mel;
    }
}
