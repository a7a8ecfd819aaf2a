using CallQA.Engines.Whisper;

namespace CallQA.App.Settings;

/// <summary>The part <c>Speech</c> of the settings: how the speech model is run.</summary>
internal sealed record SpeechSettings
{
    /// <summary>Threads of the speech engine, 1–256. The default is one a processor, at most 8.</summary>
    public int? Threads { get; init; }

    /// <summary>Numbers the engine computes with: <c>auto</c>, <c>fp32</c> or <c>int8</c>. The default is <c>auto</c>: what the processor is fast at, or what the model asks for.</summary>
    public Precision Precision { get; init; }

    /// <summary>Hypotheses followed side by side, 1–16; more are slower and hear a little better. The default is what the model asks for: 5 for the shipped ones, 1 for others.</summary>
    public int? BeamSize { get; init; }

    /// <summary>Languages that detection chooses from where the language is <c>auto</c>, separated by commas. The default is all that the model knows.</summary>
    public string? Languages { get; init; }

    /// <summary>A text that leads the model to words likely to come. The default is none.</summary>
    public string? Prompt { get; init; }

    /// <summary>File with the company's terms, a line each, which are appended to the prompt. The default is none.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>Whether every word gets its time and confidence. The default is <c>true</c>.</summary>
    public bool WordTimes { get; init; } = true;

    /// <summary>Whether the text is English whatever the language. The default is <c>false</c>.</summary>
    public bool Translate { get; init; }

    /// <summary>The search among hypotheses ends when <see cref="BeamSize"/> times so many have ended, 0.1–10. The default is 1.</summary>
    public double Patience { get; init; } = 1;

    /// <summary>Exponent by which longer hypotheses are favoured, 0–1. The default is none: they are compared by their mean over the tokens.</summary>
    public double? LengthPenalty { get; init; }

    /// <summary>Whether a stretch that looks misheard is decoded again, by draws at rising temperature. The default is <c>true</c>.</summary>
    public bool TemperatureFallback { get; init; } = true;

    /// <summary>Draws of which the best is taken when a stretch is decoded again, 1–16. The default is 5.</summary>
    public int BestOf { get; init; } = 5;

    /// <summary>Whether the model is shown what it heard before in the channel. The default is <c>false</c>.</summary>
    public bool ConditionOnPreviousText { get; init; }

    /// <summary>Most characters of a segment, 10–1000. The default is as the model cuts them.</summary>
    public int? MaxSegmentLength { get; init; }

    /// <summary><see cref="Languages"/> one by one.</summary>
    public IReadOnlyList<string> LanguageList => Languages?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>These settings as the engine takes them, without the vocabulary.</summary>
    /// <param name="language">ISO 639-1, <c>auto</c>, or null for the model's own.</param>
    public WhisperOptions ToOptions(string? language)
    {
        var options = new WhisperOptions
        {
            Language = language,
            Languages = LanguageList,
            Precision = Precision,
            Prompt = Prompt,
            WordTimes = WordTimes,
            Translate = Translate,
            Patience = Patience,
            LengthPenalty = LengthPenalty,
            TemperatureFallback = TemperatureFallback,
            BestOf = BestOf,
            ConditionOnPreviousText = ConditionOnPreviousText,
            MaxSegmentLength = MaxSegmentLength,
        };
        return Threads is { } threads ? options with { Threads = threads } : options;
    }
}
