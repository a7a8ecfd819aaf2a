using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Text;

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
        IReadOnlyList<float[]> channels,
        string language,
        Action<long>? progress,
        CancellationToken cancellationToken)
    {
        var results = new IReadOnlyList<Segment>[windows.Count];
        var languageIndex = Languages.IndexOf(language, model.Vocabulary.Special);
        var byFrames = Enumerable.Range(0, windows.Count).GroupBy(i => FramesFor(windows[i])).OrderBy(group => group.Key);
        foreach (var group in byFrames)
        {
            foreach (var batch in group.Chunk(BatchSizeFor(group.Key)))
            {
                var job = new Batch(batch.Select(i => windows[i]).ToList(), [.. batch], group.Key, languageIndex);
                Run(job, channels, results, cancellationToken);
                progress?.Invoke(job.Windows.Sum(window => (long)window.Length));
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
    private void Run(Batch batch, IReadOnlyList<float[]> channels, IReadOnlyList<Segment>[] results, CancellationToken cancellationToken)
    {
        var temperatures = model.Options.TemperatureFallback ? WindowJudge.Temperatures : [0.0];
        foreach (var temperature in temperatures)
        {
            var wrong = new List<int>();
            var decoded = DecodeOnce(batch, channels, temperature, cancellationToken);
            for (var i = 0; i < decoded.Length; i++)
            {
                results[batch.Indices[i]] = ToSegments(decoded[i], batch.Windows[i]);
                if (_judge.LooksWrong(decoded[i], model.Vocabulary.Decode(decoded[i].Tokens)))
                    wrong.Add(i);
            }

            if (wrong.Count == 0)
                return;
            batch = batch with { Windows = wrong.ConvertAll(i => batch.Windows[i]), Indices = wrong.ConvertAll(i => batch.Indices[i]) };
        }
    }

    private DecodedWindow[] DecodeOnce(Batch batch, IReadOnlyList<float[]> channels, double temperature, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var size = model.Mel.Bins * batch.Frames;
        var mel = new float[batch.Windows.Count * size];
        for (var i = 0; i < batch.Windows.Count; i++)
        {
            var window = batch.Windows[i];
            model.Mel.Compute(window.Cut(channels[window.Channel]), batch.Frames, mel.AsSpan(i * size, size));
        }

        using var encoded = model.Network.Encode(mel, batch.Windows.Count, batch.Frames);
        var seeds = batch.Windows.Select(window => HashCodeOf(window, temperature)).ToArray();
        return _decoder.Decode(encoded, batch.Language, temperature, seeds, cancellationToken);
    }

    /// <summary>A seed that depends on the window alone, so that the batch a window falls into changes nothing.</summary>
    private int HashCodeOf(SpeechWindow window, double temperature) => unchecked(
        (((((model.Options.Seed * 31) + window.Channel) * 31) + window.Pieces[0].Start) * 31) + (int)(temperature * 10));

    private IReadOnlyList<Segment> ToSegments(DecodedWindow decoded, SpeechWindow window) => _judge.IsSilent(decoded)
        ? []
        : SegmentSplitter.Split(decoded, model.Vocabulary, (double)window.Length / LogMel.SampleRate);

    private sealed record Batch(List<SpeechWindow> Windows, List<int> Indices, int Frames, int Language);
}
