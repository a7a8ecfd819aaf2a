using System.Text.Json.Serialization;
using CallQA.Measurement;

namespace CallQA.Scoring.Scorecards;

/// <summary>One text in several languages.</summary>
/// <param name="texts">Texts by ISO 639-1 code; at least one.</param>
[JsonConverter(typeof(LocalTextConverter))]
public sealed class LocalText(IReadOnlyDictionary<string, string> texts)
{
    private const string Fallback = "en";

    /// <summary>The languages this text is written in.</summary>
    public IEnumerable<string> Languages => texts.Keys;

    /// <summary>The text in a language; in English where that is missing, else in the first language there is.</summary>
    /// <param name="language">ISO 639-1 code, with or without a region (<c>de</c>, <c>de-AT</c>).</param>
    public string In(string language) =>
        texts.TryGetValue(LanguageCode.Of(language), out var text) || texts.TryGetValue(Fallback, out text)
            ? text
            : texts.Values.First();
}
