namespace DemoModel;

/// <summary>A language the model is trained on.</summary>
/// <param name="Code">Its name in the corpus folder, in <c>clips.tsv</c> and for <c>whisper-cli -l</c>.</param>
/// <param name="Token">Its language token in the Whisper vocabulary.</param>
/// <param name="PhoneVoice">The espeak-ng voice that writes its phones.</param>
/// <param name="Forms">Makes its numbers, dates and other spoken forms.</param>
public sealed record Language(string Code, int Token, string PhoneVoice, Func<Random, SpokenForms> Forms)
{
    public static readonly Language English = new("en", 50259, "en-us", r => new EnglishForms(r));
    public static readonly Language German = new("de", 50261, "de", r => new GermanForms(r));
    public static readonly Language[] All = [English, German];

    /// <summary>The language of a code; older clip stores have none and are English.</summary>
    /// <exception cref="InvalidDataException">No language has this code.</exception>
    public static Language Of(string code) => All.FirstOrDefault(l => l.Code == code)
        ?? throw new InvalidDataException($"Language '{code}' is not known; known are {string.Join(", ", All.Select(l => l.Code))}.");

    /// <summary>The held-out sets of a language other than English carry its code: "seen-de".</summary>
    public static Language OfSet(string set) => All.FirstOrDefault(l => set.EndsWith("-" + l.Code, StringComparison.Ordinal)) ?? English;
}
