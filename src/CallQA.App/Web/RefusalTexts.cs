using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace CallQA.App.Web;

/// <summary>
/// Sentences that refuse something, in the reader's language. They are thrown in English, which command line and API show as they are; what stands
/// for them on pages is found by their wording.
/// </summary>
internal static partial class RefusalTexts
{
    private static readonly ResourceManager Texts = new("CallQA.App.Web.Refusals", typeof(RefusalTexts).Assembly);
    private static readonly ConcurrentDictionary<string, IReadOnlyList<Wording>> Known = new();

    /// <summary>The sentence in the language of the page; the English one where there is no other.</summary>
    public static string In(string sentence)
    {
        foreach (var wording in Known.GetOrAdd(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, Read))
        {
            if (wording.English.Match(sentence) is { Success: true } match)
                return string.Format(CultureInfo.CurrentCulture, wording.Text, [.. match.Groups.Values.Skip(1).Select(value => In(value.Value))]);
        }

        return sentence;
    }

    private static IReadOnlyList<Wording> Read(string language)
    {
        if (language == "en" || Texts.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false) is not { } texts) return [];
        // The longest first: others may begin and end alike.
        return
        [
            .. texts.Cast<System.Collections.DictionaryEntry>().Select(entry => ((string)entry.Key, Text: (string)entry.Value!)).OrderByDescending(entry => entry.Item1.Length)
                .Select(entry => new Wording(new Regex(PatternOf(entry.Item1), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline), entry.Text)),
        ];
    }

    private static string PatternOf(string english) => $"^{Hole().Replace(Regex.Escape(english), "(.+?)")}$";

    [GeneratedRegex(@"\\\{\d}")]
    private static partial Regex Hole();

    private sealed record Wording(Regex English, string Text);
}
