using System.Globalization;

namespace CallQA.Scoring.Criteria;

/// <summary>One sentence in both languages, its numbers written the way the language writes them.</summary>
internal sealed record Reason(FormattableString English, FormattableString German)
{
    // Not a culture of the system: slim container images come without any.
    private static readonly NumberFormatInfo GermanNumbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary>The sentence in German, or in English for every other language.</summary>
    public string In(string language) =>
        language == "de" ? German.ToString(GermanNumbers) : English.ToString(CultureInfo.InvariantCulture);
}
