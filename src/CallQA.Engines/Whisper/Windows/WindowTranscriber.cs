using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Text;
using CallQA.Recordings;

namespace CallQA.Engines.Whisper.Windows;

/// <summary>Takes windows through front end, encoder and decoder, in batches of like length.</summary>
internal sealed class WindowTranscriber(WhisperModel model)
{
    /// <summary>Step in which fitted windows grow, so that a window's padding never depends on its neighbours in the batch.</summary>
    private const int FrameStep = 200;

    /// <summary>Silence after the speech in fitted windows.</summary>
    private const int TailFrames = 50;

    /// <summary>Memory that keys and values of one batch may take.</summary>
    private const long BatchBytes = 192L << 20;

    private readonly BatchDecoder _decoder = new(model.Network, model.Vocabulary, model.Options);
    private readonly WindowJudge _judge = new(model.Options);

    /// <summary>Transcribes windows.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="channels">Audio of all channels at 16 kHz.</param>
    /// <param name="language">ISO 639-1 code.</param>
    /// <param name="progress">Told how many samples of speech were done.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The segments of each window, in its own time.</returns>
    public IReadOnlyList<Segment>[] Transcribe(
        IReadOnlyList<SpeechWindow> windows,
        IReadOnlyList<ChannelAudio> channels,
        string language,
        Action<long>? progress,
        CancellationToken cancellationToken)
    {
        var languageIndex = Languages.IndexOf(language, model.Vocabulary.Special);
        var results = windows.Select(_ => new List<Segment>()).ToArray();
        var pending = windows.Select((window, i) => new WindowJob(i, window, 0)).ToList();
        while (pending.Count > 0)
        {
            var batches = pending.GroupBy(job => FramesFor(job.Window)).OrderBy(group => group.Key)
                .SelectMany(group => group.Chunk(BatchSizeFor(group.Key)).Select(jobs => new Batch([.. jobs], group.Key, languageIndex)))
                .ToList();
            pending = [];
            foreach (var batch in batches)
            {
                var rest = Run(batch, channels, results, cancellationToken);
                pending.AddRange(rest);
                progress?.Invoke(batch.Jobs.Sum(job => (long)job.Window.Length) - rest.Sum(job => (long)job.Window.Length));
            }
        }

        return results;
    }

    /// <summary>Mel frames that a window is padded to.</summary>
    internal int FramesFor(SpeechWindow window)
    {
        var full = model.Network.Header.AudioContext * 2;
        if (model.Options.AudioContext == AudioContext.Full)
            return full;
        var needed = (window.Length / LogMel.Hop) + TailFrames;
        return Math.Min(full, (needed + FrameStep - 1) / FrameStep * FrameStep);
    }

    private int BatchSizeFor(int frames)
    {
        var header = model.Network.Header;
        var perWindow = (long)header.TextLayers * header.TextState * sizeof(float) * 2 * ((frames / 2) + header.TextContext);
        return (int)Math.Clamp(BatchBytes / perWindow, 1, model.Options.BatchSize);
    }

    /// <summary>Decodes a batch; windows that look wrong go round again at a higher temperature where that is asked for.</summary>
    /// <returns>What is left of windows that the model broke off.</returns>
    private List<WindowJob> Run(Batch batch, IReadOnlyList<ChannelAudio> channels, List<Segment>[] results, CancellationToken cancellationToken)
    {
        var temperatures = model.Options.TemperatureFallback ? WindowJudge.Temperatures : [0.0];
        var rest = new List<WindowJob>();
        foreach (var temperature in temperatures)
        {
            var wrong = new List<WindowJob>();
            var decoded = DecodeOnce(batch, channels, temperature, cancellationToken);
            for (var i = 0; i < decoded.Length; i++)
            {
                var job = batch.Jobs[i];
                if (temperature < temperatures[^1] && _judge.LooksWrong(decoded[i], model.Vocabulary.Decode(decoded[i].Tokens)))
                    wrong.Add(job);
                else
                    Accept(decoded[i], job, results[job.Index], rest);
            }

            if (wrong.Count == 0)
                break;
            batch = batch with { Jobs = wrong };
        }

        return rest;
    }

    private void Accept(DecodedWindow decoded, WindowJob job, List<Segment> segments, List<WindowJob> rest)
    {
        if (_judge.IsSilent(decoded))
            return;
        segments.AddRange(job.Place(SegmentSplitter.Split(decoded, model.Vocabulary, (double)job.Window.Length / LogMel.SampleRate)));
        if (job.Continue(decoded, model.Vocabulary.Special) is { } continuation)
            rest.Add(continuation);
    }

    private DecodedWindow[] DecodeOnce(Batch batch, IReadOnlyList<ChannelAudio> channels, double temperature, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var size = model.Mel.Bins * batch.Frames;
        var mel = new float[batch.Jobs.Count * size];
        for (var i = 0; i < batch.Jobs.Count; i++)
        {
            var window = batch.Jobs[i].Window;
            model.Mel.Compute(window.Cut(channels[window.Channel]), batch.Frames, mel.AsSpan(i * size, size));
        }

        using var encoded = model.Network.Encode(mel, batch.Jobs.Count, batch.Frames);
        var seeds = batch.Jobs.Select(job => HashCodeOf(job.Window, temperature)).ToArray();
        return _decoder.Decode(encoded, batch.Language, temperature, seeds, cancellationToken);
    }

    /// <summary>A seed that depends on the window alone, so that the batch a window falls into changes nothing.</summary>
    private int HashCodeOf(SpeechWindow window, double temperature) => unchecked(
        (((((model.Options.Seed * 31) + window.Channel) * 31) + window.Pieces[0].Start) * 31) + (int)(temperature * 10));

    private sealed record Batch(List<WindowJob> Jobs, int Frames, int Language);
}
