namespace CallQA.Engines.Whisper.Text;

/// <summary>The languages Whisper knows, in the order of their tokens.</summary>
internal static class Languages
{
    /// <summary>ISO 639-1 codes (a few ISO 639-3), in token order.</summary>
    public static readonly string[] Codes =
    [
        "en", "zh", "de", "es", "ru", "ko", "fr", "ja", "pt", "tr", "pl", "ca", "nl", "ar", "sv", "it", "id", "hi", "fi", "vi",
        "he", "uk", "el", "ms", "cs", "ro", "da", "hu", "ta", "no", "th", "ur", "hr", "bg", "lt", "la", "mi", "ml", "cy", "sk",
        "te", "fa", "lv", "bn", "sr", "az", "sl", "kn", "et", "mk", "br", "eu", "is", "hy", "ne", "mn", "bs", "kk", "sq", "sw",
        "gl", "mr", "pa", "si", "km", "sn", "yo", "so", "af", "oc", "ka", "be", "tg", "sd", "gu", "am", "yi", "lo", "uz", "fo",
        "ht", "ps", "tk", "nn", "mt", "sa", "lb", "my", "bo", "tl", "mg", "as", "tt", "haw", "ln", "ha", "ba", "jw", "su", "yue",
    ];

    /// <summary>Position of a code among the model's languages.</summary>
    /// <exception cref="InputException">The model does not know the language.</exception>
    public static int IndexOf(string code, SpecialTokens tokens)
    {
        var index = Array.FindIndex(Codes, known => known.Equals(code, StringComparison.OrdinalIgnoreCase));
        if (!tokens.Multilingual && index != 0)
            throw new InputException(InputFault.Settings, $"The language '{code}' needs a multilingual model, but this one hears English only; choose 'en' or another model.");
        return index < 0 || index >= tokens.LanguageCount
            ? throw new InputException(InputFault.Settings, $"The language '{code}' is not one of Whisper's {tokens.LanguageCount}; give a code such as 'en' or 'de'.")
            : index;
    }
}
