using System.Security.Cryptography;
using System.Text;
using CallQA.Engines.VoiceActivity;

namespace CallQA.Engines.Whisper;

/// <summary>How much silence the encoder sees after a window's speech.</summary>
public enum AudioContext
{
    /// <summary>Every window is padded to the model's full length (30 s), as OpenAI's reference does.</summary>
    Full,

    /// <summary>The window is padded to the next few seconds only: much faster, right for models trained on short windows.</summary>
    Fitted,
}

/// <summary>How a Whisper model is run. Options that change the words are part of <see cref="WhisperTranscriber.Origin"/>.</summary>
public sealed record WhisperOptions
{
    /// <summary>Value of <see cref="Language"/> that asks for detection.</summary>
    public const string AutoLanguage = "auto";

    private const int LongestPrompt = 10_000;

    /// <summary>Threads of one inference call, 1–256. The default value is the number of processors, at most 8.</summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, 8);

    /// <summary>Numbers that matrix products are computed in. The default value is <see cref="Precision.Auto"/>: what the processor is fast at.</summary>
    public Precision Precision { get; init; } = Precision.Auto;

    /// <summary>
    /// Language spoken, ISO 639-1, used when a request names none, or <see cref="AutoLanguage"/> to have it detected call by call. The
    /// default value is null: the model's own, English where unknown.
    /// </summary>
    public string? Language { get; init; }

    /// <summary>Languages that detection chooses from, ISO 639-1. The default value is empty: all that the model knows.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>True to get English text whatever the language. The default value is false.</summary>
    public bool Translate { get; init; }

    /// <summary>Windows decoded side by side, 1–64. Changes speed and memory, not words. The default value is 12.</summary>
    public int BatchSize { get; init; } = 12;

    /// <summary>True to ask the model for segment times; without them a window's text carries the times of its speech. The default value is true.</summary>
    public bool Timestamps { get; init; } = true;

    /// <summary>Padding of short windows. The default value is <see cref="AudioContext.Full"/>.</summary>
    public AudioContext AudioContext { get; init; } = AudioContext.Full;

    /// <summary>Longest window, 1–30 s and never beyond the model's own. The default value is 30 s.</summary>
    public TimeSpan MaxWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A pause of at least this length ends a window, 0.05–30 s; longer values pack several utterances into one. The default value is 30 s.</summary>
    public TimeSpan WindowPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Heard before and after each stretch of speech, for soft sounds, 0–1 s. The default value is 0.15 s.</summary>
    public TimeSpan SpeechPadding { get; init; } = TimeSpan.FromSeconds(0.15);

    /// <summary>Most tokens of a window, 1–448. The default value is 224.</summary>
    public int MaxTokens { get; init; } = 224;

    /// <summary>Hypotheses followed side by side at temperature zero, 1–16; 1 takes the likeliest token each time. The default value is 1.</summary>
    public int BeamSize { get; init; } = 1;

    /// <summary>A beam search ends when it has finished so many times <see cref="BeamSize"/> hypotheses, 0.1–10. The default value is 1.</summary>
    public double Patience { get; init; } = 1;

    /// <summary>
    /// Exponent of the length penalty ((5 + tokens) / 6)^p by which hypotheses of different length are compared, 0–1. The default value is
    /// null: the mean over the tokens.
    /// </summary>
    public double? LengthPenalty { get; init; }

    /// <summary>Draws of a window at temperatures above zero, of which the best is taken, 1–16. The default value is 5.</summary>
    public int BestOf { get; init; } = 5;

    /// <summary>
    /// Words that are likely to come, such as names of products, as a text before every window; its end counts where it is too long. The
    /// default value is null.
    /// </summary>
    public string? Prompt { get; init; }

    /// <summary>
    /// True to show the model what it heard before in the channel: names stay spelled alike, but errors carry over and windows of a channel
    /// follow one another instead of being decoded side by side. The default value is false.
    /// </summary>
    public bool ConditionOnPreviousText { get; init; }

    /// <summary>Most characters of a segment, 10–1000; longer ones are cut between words. The default value is null: as the model cuts them.</summary>
    public int? MaxSegmentLength { get; init; }

    /// <summary>True to give every word its time and confidence. The default value is true.</summary>
    public bool WordTimes { get; init; } = true;

    /// <summary>True to decode again with rising temperature when a window looks wrong. The default value is true, as in OpenAI's reference.</summary>
    public bool TemperatureFallback { get; init; } = true;

    /// <summary>Seed of the draws at temperatures above zero. The default value is 0.</summary>
    public int Seed { get; init; }

    /// <summary>Tokens for brackets, notes and the like are never given. The default value is true, as in OpenAI's reference.</summary>
    public bool SuppressNonSpeech { get; init; } = true;

    /// <summary>A window whose no-speech probability is above this and whose mean log-probability is low gives no text, 0–1. The default value is 0.6.</summary>
    public double NoSpeechThreshold { get; init; } = 0.6;

    /// <summary>Mean log-probability below which a window looks wrong, −10–0. The default value is −1.</summary>
    public double LogProbabilityThreshold { get; init; } = -1.0;

    /// <summary>Compression ratio above which a window looks like a loop, 1–10. The default value is 2.4.</summary>
    public double CompressionRatioThreshold { get; init; } = 2.4;

    /// <summary>Checks every option against its range.</summary>
    /// <exception cref="InputException">An option is out of range; the sentence names it.</exception>
    public WhisperOptions Validate()
    {
        Check(nameof(Threads), Threads, 1, 256);
        Check(nameof(BatchSize), BatchSize, 1, 64);
        Check(nameof(MaxTokens), MaxTokens, 1, 448);
        Check(nameof(BeamSize), BeamSize, 1, 16);
        Check(nameof(Patience), Patience, 0.1, 10);
        Check(nameof(LengthPenalty), LengthPenalty ?? 0, 0, 1);
        Check(nameof(BestOf), BestOf, 1, 16);
        Check("Prompt length", Prompt?.Length ?? 0, 0, LongestPrompt);
        Check(nameof(MaxSegmentLength), MaxSegmentLength ?? 10, 10, 1000);
        Check(nameof(MaxWindow), MaxWindow.TotalSeconds, 1, 30);
        Check(nameof(WindowPause), WindowPause.TotalSeconds, 0.05, 30);
        Check(nameof(SpeechPadding), SpeechPadding.TotalSeconds, 0, 1);
        Check(nameof(NoSpeechThreshold), NoSpeechThreshold, 0, 1);
        Check(nameof(LogProbabilityThreshold), LogProbabilityThreshold, -10, 0);
        Check(nameof(CompressionRatioThreshold), CompressionRatioThreshold, 1, 10);
        return this;
    }

    /// <summary>How speech is found for the windows.</summary>
    public VoiceActivityOptions ToActivity() => new() { Padding = SpeechPadding };

    /// <summary>What is left of <see cref="WindowPause"/> between two stretches of speech that are padded.</summary>
    internal TimeSpan PaddedPause => WindowPause - (2 * SpeechPadding);

    /// <summary>The language assumed when a request names none.</summary>
    internal string SpokenLanguage => Language ?? "en";

    /// <summary>True when the language is found call by call.</summary>
    internal bool DetectsLanguage => SpokenLanguage.Equals(AutoLanguage, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when it matters where in the audio each word is.</summary>
    internal bool AlignsWords => WordTimes || MaxSegmentLength is not null;

    /// <summary>The options that shape the words, in a fixed order and culture-free.</summary>
    internal string Canonical() => string.Join(
        ';',
        FormattableString.Invariant($"language={SpokenLanguage}{(DetectsLanguage ? ":" + string.Join(',', Languages) : "")}"),
        FormattableString.Invariant($"translate={Translate}"),
        FormattableString.Invariant($"precision={Precision.Resolve()}"),
        FormattableString.Invariant($"timestamps={Timestamps}"),
        FormattableString.Invariant($"context={AudioContext}"),
        FormattableString.Invariant($"window={MaxWindow.TotalSeconds}"),
        FormattableString.Invariant($"pause={WindowPause.TotalSeconds}"),
        FormattableString.Invariant($"padding={SpeechPadding.TotalSeconds}"),
        FormattableString.Invariant($"tokens={MaxTokens}"),
        FormattableString.Invariant($"beam={BeamSize}/{Patience}/{LengthPenalty}"),
        FormattableString.Invariant($"previous={ConditionOnPreviousText}"),
        FormattableString.Invariant($"prompt={Fingerprint(Prompt)}"),
        FormattableString.Invariant($"segment={MaxSegmentLength}"),
        FormattableString.Invariant($"words={WordTimes}"),
        FormattableString.Invariant($"fallback={TemperatureFallback}/{BestOf}/{Seed}"),
        FormattableString.Invariant($"nonspeech={SuppressNonSpeech}"),
        FormattableString.Invariant($"thresholds={NoSpeechThreshold}/{LogProbabilityThreshold}/{CompressionRatioThreshold}"));

    /// <summary>A prompt may name people: origins are stored and shown, so its hash stands in for it.</summary>
    private static string Fingerprint(string? text) =>
        text is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    private static void Check(string option, double value, double min, double max)
    {
        if (!(value >= min && value <= max))
        {
            throw new InputException(
                InputFault.Settings,
                FormattableString.Invariant($"The speech option {option} is {value}, which is outside {min} to {max}; change it."));
        }
    }
}
