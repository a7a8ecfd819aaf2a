using System.Numerics.Tensors;
using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Inference;
using CallQA.Engines.Whisper.Text;
using CallQA.Recordings;

namespace CallQA.Engines.Whisper.Windows;

/// <summary>The language of a call.</summary>
/// <param name="Code">ISO 639-1 code.</param>
/// <param name="Confidence">Its probability among the languages allowed, 0–1; null when nobody speaks.</param>
internal sealed record DetectedLanguage(string Code, double? Confidence);

/// <summary>Asks the model for the language of a call's first windows, all channels together.</summary>
internal sealed class LanguageDetector(WhisperModel model, WindowEncoder encoder)
{
    private const int ConfidenceDigits = 3;

    /// <summary>Windows listened to.</summary>
    private const int Windows = 3;

    /// <summary>"Hello" is said in many languages: windows at least this long come first.</summary>
    private const int LongEnough = 3 * LogMel.SampleRate;

    /// <summary>The likeliest of the languages that the options allow; the first of them when nobody speaks.</summary>
    /// <param name="windows">The call's windows.</param>
    /// <param name="channels">Audio of all channels at 16 kHz.</param>
    /// <param name="cancellationToken">Stops between windows.</param>
    public DetectedLanguage Detect(IReadOnlyList<SpeechWindow> windows, IReadOnlyList<ChannelAudio> channels, CancellationToken cancellationToken)
    {
        var special = model.Vocabulary.Special;
        if (!special.Multilingual)
            return new DetectedLanguage(Languages.Codes[0], 1);
        int[] allowed = model.Options.Languages.Count > 0
            ? [.. model.Options.Languages.Select(code => Languages.IndexOf(code, special))]
            : [.. Enumerable.Range(0, special.LanguageCount)];
        var chosen = Choose(windows);
        if (chosen.Count == 0)
            return new DetectedLanguage(Languages.Codes[allowed[0]], null);

        var sum = new float[allowed.Length];
        foreach (var window in chosen)
        {
            TensorPrimitives.Add(sum, Probabilities(window, channels, allowed, cancellationToken), sum);
        }

        var best = TensorPrimitives.IndexOfMax<float>(sum);
        return new DetectedLanguage(Languages.Codes[allowed[best]], Math.Min(1, Math.Round((double)sum[best] / chosen.Count, ConfidenceDigits)));
    }

    private static List<SpeechWindow> Choose(IReadOnlyList<SpeechWindow> windows)
    {
        var ordered = windows.OrderBy(window => window.Pieces[0].Start).ToList();
        return [.. ordered.Where(window => window.Length >= LongEnough)
            .Concat(ordered.Where(window => window.Length < LongEnough).OrderByDescending(window => window.Length))
            .Take(Windows)];
    }

    private float[] Probabilities(SpeechWindow window, IReadOnlyList<ChannelAudio> channels, int[] allowed, CancellationToken cancellationToken)
    {
        var special = model.Vocabulary.Special;
        using var encoded = encoder.Encode([window], channels, encoder.FramesFor(window), cancellationToken);
        using var run = new DecoderRun(model.Network, encoded, capacity: 1, cancellationToken: cancellationToken);
        using var logits = run.Prefill([special.StartOfTranscript]);
        var scores = new float[allowed.Length];
        for (var i = 0; i < allowed.Length; i++)
            scores[i] = logits.Row(0)[special.FirstLanguage + allowed[i]];
        TensorPrimitives.SoftMax<float>(scores, scores);
        return scores;
    }
}
