namespace CallQA.Engines.Whisper;

/// <summary>A speech model as the manifest describes it.</summary>
/// <param name="Name">Name to ask for it by.</param>
/// <param name="File">File name beside the manifest; a full path for a file that stays elsewhere.</param>
/// <param name="Sha256">Content hash, hexadecimal.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Language">Language it hears best, ISO 639-1; null for one that hears many.</param>
/// <param name="Card">File name of its card beside the manifest; null where it has none.</param>
/// <param name="Decoding">How it wants to be run; null for the defaults.</param>
/// <param name="WordErrorRate">Measured on the sample calls, 0–1 by call identifier, and <c>total</c>; null when not measured.</param>
/// <param name="Languages">The only languages it was trained for, where its header promises more; null for those of the header.</param>
/// <param name="Source">Address or path it came from; null for a shipped one.</param>
public sealed record ModelEntry(
    string Name,
    string File,
    string Sha256,
    long Bytes,
    string? Language = null,
    string? Card = null,
    ModelDecoding? Decoding = null,
    IReadOnlyDictionary<string, double>? WordErrorRate = null,
    IReadOnlyList<string>? Languages = null,
    string? Source = null)
{
    /// <summary>Refuses a language that the model was not trained for: it would put down words that nobody said.</summary>
    /// <param name="language">ISO 639-1, <c>auto</c>, or null for the model's own.</param>
    /// <exception cref="InputException">It is none of <see cref="Languages"/> (<see cref="InputFault.Settings"/>).</exception>
    public void CheckLanguage(string? language)
    {
        if (language is null or WhisperOptions.AutoLanguage || Languages is null || Languages.Contains(language, StringComparer.OrdinalIgnoreCase))
            return;
        throw new InputException(
            InputFault.Settings,
            $"The model '{Name}' hears {string.Join(" and ", Languages)} only, but the language is '{language}'; use a multilingual model, for example small after "
            + "'callqa models pull small'.");
    }
}

/// <summary>How a model wants to be run, where that is not as in OpenAI's reference.</summary>
/// <param name="Timestamps">As <see cref="WhisperOptions.Timestamps"/>.</param>
/// <param name="AudioContext">As <see cref="WhisperOptions.AudioContext"/>.</param>
/// <param name="MaxWindowSeconds">As <see cref="WhisperOptions.MaxWindow"/>, in seconds.</param>
/// <param name="WindowPauseSeconds">As <see cref="WhisperOptions.WindowPause"/>, in seconds.</param>
/// <param name="SpeechPaddingSeconds">As <see cref="WhisperOptions.SpeechPadding"/>, in seconds.</param>
/// <param name="Precision">As <see cref="WhisperOptions.Precision"/>: a fixed one gives the same words on every processor.</param>
/// <param name="BeamSize">As <see cref="WhisperOptions.BeamSize"/>.</param>
public sealed record ModelDecoding(
    bool? Timestamps = null,
    AudioContext? AudioContext = null,
    double? MaxWindowSeconds = null,
    double? WindowPauseSeconds = null,
    double? SpeechPaddingSeconds = null,
    Precision? Precision = null,
    int? BeamSize = null);

/// <summary>A model file found by name or path.</summary>
/// <param name="Path">The file.</param>
/// <param name="Entry">Its manifest entry; null for a file the manifest does not know.</param>
public sealed record ResolvedModel(string Path, ModelEntry? Entry)
{
    /// <summary>The given options with the model's own wishes in place of the defaults, and its language where none is set.</summary>
    public WhisperOptions Apply(WhisperOptions options) => Entry is null
        ? options
        : options with
        {
            Language = options.Language ?? Entry.Language,
            Languages = options.Languages.Count > 0 ? options.Languages : Entry.Languages ?? [],
            Timestamps = Entry.Decoding?.Timestamps ?? options.Timestamps,
            AudioContext = Entry.Decoding?.AudioContext ?? options.AudioContext,
            MaxWindow = Entry.Decoding?.MaxWindowSeconds is { } window ? TimeSpan.FromSeconds(window) : options.MaxWindow,
            WindowPause = Entry.Decoding?.WindowPauseSeconds is { } pause ? TimeSpan.FromSeconds(pause) : options.WindowPause,
            SpeechPadding = Entry.Decoding?.SpeechPaddingSeconds is { } padding ? TimeSpan.FromSeconds(padding) : options.SpeechPadding,
            BeamSize = Entry.Decoding?.BeamSize ?? options.BeamSize,
            Precision = options.Precision != Precision.Auto ? options.Precision : Entry.Decoding?.Precision ?? Precision.Auto,
        };
}
