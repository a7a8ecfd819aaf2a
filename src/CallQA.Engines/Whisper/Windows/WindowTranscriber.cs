using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Inference;
using CallQA.Engines.Whisper.Text;
using CallQA.Recordings;

namespace CallQA.Engines.Whisper.Windows;

/// <summary>Takes windows through front end, encoder and decoder, in batches of like length.</summary>
internal sealed class WindowTranscriber
{
    private readonly WhisperModel _model;
    private readonly WindowEncoder _encoder;
    private readonly WindowBatcher _batcher;
    private readonly BatchDecoder _decoder;
    private readonly PromptBuilder _prompts;
    private readonly SegmentSplitter _splitter;
    private readonly LanguageDetector _languages;
    private readonly WindowJudge _judge;

    public WindowTranscriber(WhisperModel model)
    {
        _model = model;
        _encoder = new WindowEncoder(model);
        _batcher = new WindowBatcher(model, _encoder);
        _decoder = new BatchDecoder(model.Network, model.Vocabulary, model.Options);
        _prompts = new PromptBuilder(model.Vocabulary, model.Options, model.Network.Header.TextContext);
        _splitter = new SegmentSplitter(model.Vocabulary);
        _languages = new LanguageDetector(model, _encoder);
        _judge = new WindowJudge(model.Options);
    }

    /// <summary>The language to transcribe in: the given one, or the one that is heard.</summary>
    /// <param name="language">ISO 639-1 code or <see cref="WhisperOptions.AutoLanguage"/>.</param>
    /// <param name="windows">The call's windows.</param>
    /// <param name="channels">Audio of all channels at 16 kHz.</param>
    /// <param name="cancellationToken">Stops between windows.</param>
    public DetectedLanguage FindLanguage(
        string language, IReadOnlyList<SpeechWindow> windows, IReadOnlyList<ChannelAudio> channels, CancellationToken cancellationToken) =>
        language.Equals(WhisperOptions.AutoLanguage, StringComparison.OrdinalIgnoreCase)
            ? _languages.Detect(windows, channels, cancellationToken)
            : new DetectedLanguage(language, null);

    /// <summary>Transcribes windows.</summary>
    /// <param name="windows">The windows, in order within a channel.</param>
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
        var index = Languages.IndexOf(language, _model.Vocabulary.Special);
        var texts = new WindowTexts(windows, _model.Options, language);
        var pending = windows.Select((window, i) => new WindowJob(i, window, 0)).ToList();
        while (pending.Count > 0)
        {
            var wave = NextWave(pending, texts, index);
            foreach (var batch in _batcher.Batches(wave, index))
            {
                var rest = Run(batch, channels, texts, cancellationToken);
                pending.InsertRange(0, rest);
                progress?.Invoke(batch.Jobs.Sum(job => (long)job.Window.Length) - rest.Sum(job => (long)job.Window.Length));
            }
        }

        return texts.Stitched();
    }

    /// <summary>Takes out what can be decoded now: everything, or each voice's next window where it is to know the text before.</summary>
    private List<WindowJob> NextWave(List<WindowJob> pending, WindowTexts texts, int language)
    {
        var wave = _model.Options.ConditionOnPreviousText ? [.. pending.DistinctBy(job => (job.Window.Channel, job.Window.Voice))] : pending.ToList();
        pending.RemoveAll(wave.Contains);
        return [.. wave.Select(job => job with { Prompt = _prompts.Build(language, texts.Before(job.Window)) })];
    }

    /// <summary>Decodes a batch; windows that look wrong go round again at a higher temperature where that is asked for.</summary>
    /// <returns>What is left of windows that the model broke off.</returns>
    private List<WindowJob> Run(WindowBatch batch, IReadOnlyList<ChannelAudio> channels, WindowTexts texts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var encoded = _encoder.Encode([.. batch.Jobs.Select(job => job.Window)], channels, batch.Frames, cancellationToken);
        var temperatures = _model.Options.TemperatureFallback ? WindowJudge.Temperatures : [0.0];
        var rest = new List<WindowJob>();
        var open = Enumerable.Range(0, batch.Jobs.Count).ToList();
        foreach (var temperature in temperatures)
        {
            var jobs = open.ConvertAll(index => batch.Jobs[index]);
            var decoded = Decode(encoded, open, batch, temperature, cancellationToken);
            var wrong = temperature < temperatures[^1] ? Enumerable.Range(0, jobs.Count).Where(i => LooksWrong(decoded[i])).ToHashSet() : [];
            for (var i = 0; i < jobs.Count; i++)
            {
                if (!wrong.Contains(i))
                    Accept(decoded[i], jobs[i], texts, rest);
            }

            if (wrong.Count == 0)
                break;
            open = [.. wrong.Order().Select(i => open[i])];
        }

        return rest;
    }

    /// <summary>At temperatures above zero each window has several texts, so that memory may have room for fewer windows at once.</summary>
    private DecodedWindow[] Decode(EncodedWindows encoded, List<int> open, WindowBatch batch, double temperature, CancellationToken cancellationToken)
    {
        var rows = temperature > 0 ? _model.Options.BestOf : _model.Options.BeamSize;
        var most = _batcher.SizeFor(batch.Frames, batch.Jobs[0].Prompt.Length, rows);
        return
        [
            .. open.Chunk(most).SelectMany(part =>
                _decoder.Decode(encoded.Lend(part), [.. part.Select(index => Input(batch.Jobs[index], temperature))], temperature, cancellationToken)),
        ];
    }

    private bool LooksWrong(DecodedWindow decoded) => _judge.LooksWrong(decoded, _model.Vocabulary.Decode(decoded.Tokens));

    private void Accept(DecodedWindow decoded, WindowJob job, WindowTexts texts, List<WindowJob> rest)
    {
        if (_judge.IsSilent(decoded))
            return;
        var (heard, left) = job.Divide(decoded, _model.Vocabulary.Special);
        var length = left is null ? job.Window.Length : left.Offset - job.Offset;
        texts.Add(job, _splitter.Split(heard, (double)length / LogMel.SampleRate, texts.Language), heard);
        if (left is not null)
            rest.Add(left);
    }

    private WindowInput Input(WindowJob job, double temperature) =>
        new(job.Prompt, SeedOf(job, temperature), (double)job.Window.Length / LogMel.SampleRate);

    /// <summary>Depends on the window's place among the call's windows: neither the batch that it falls into nor silence before the call changes a draw.</summary>
    private int SeedOf(WindowJob job, double temperature) => unchecked(
        (((((_model.Options.Seed * 31) + job.Index) * 31) + job.Offset) * 31) + (int)(temperature * 10));
}
