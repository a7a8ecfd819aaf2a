using System.Text;

namespace CallQA.Measurement;

/// <summary>
/// Brings recogniser output and written phrases to one form, so that case, punctuation, umlaut spelling, contractions and
/// fillers do not keep them apart.
/// </summary>
internal static class SpokenText
{
    private static readonly HashSet<string> Fillers = ["um", "umm", "uh", "uhm", "erm", "hm", "hmm", "aeh", "aehm", "oehm"];

    private static readonly Dictionary<string, string> Contractions = new()
    {
        ["i am"] = "im", ["you are"] = "youre", ["we are"] = "were", ["i will"] = "ill", ["we will"] = "well",
        ["you will"] = "youll", ["i would"] = "id", ["we would"] = "wed", ["i have"] = "ive", ["we have"] = "weve",
        ["you have"] = "youve", ["that is"] = "thats", ["what is"] = "whats", ["it is"] = "its", ["let us"] = "lets",
        ["do not"] = "dont", ["does not"] = "doesnt", ["did not"] = "didnt", ["can not"] = "cant", ["will not"] = "wont",
        ["is not"] = "isnt", ["should not"] = "shouldnt", ["would not"] = "wouldnt", ["good bye"] = "goodbye",
        ["auf wiederhoeren"] = "wiederhoeren", ["auf wiedersehen"] = "wiedersehen",
    };

    /// <summary>The words in lower case, one space before, between and after them; only a space when there is none.</summary>
    public static string Normalise(string text)
    {
        var words = Words(text);
        var result = new StringBuilder(" ", text.Length + 2);
        for (var at = 0; at < words.Count; at++)
        {
            var pair = at + 1 < words.Count ? Contractions.GetValueOrDefault($"{words[at]} {words[at + 1]}") : null;
            result.Append(pair ?? words[at]).Append(' ');
            if (pair is not null)
                at++;
        }

        return result.ToString();
    }

    /// <summary>Number of words: runs of characters between white space that hold a letter or digit.</summary>
    public static int CountWords(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetterOrDigit));

    /// <summary>Lower case without accents, umlauts spelled out, apostrophes dropped, other punctuation a space.</summary>
    public static string Fold(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in WellFormed(text.ToLowerInvariant()).Normalize(NormalizationForm.FormC).EnumerateRunes())
            result.Append(Fold(rune));
        return result.ToString();
    }

    /// <summary>Broken surrogate pairs, which no text may hold but files do, become replacement characters.</summary>
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes());

    private static string Fold(Rune rune) => rune.Value switch
    {
        'ä' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        '\'' or '’' or '‘' or '`' or '´' => "",
        _ when Rune.IsLetterOrDigit(rune) => rune.IsAscii ? rune.ToString() : Unaccented(rune),
        _ => " ",
    };

    private static string Unaccented(Rune rune) =>
        string.Concat(rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes().Where(Rune.IsLetterOrDigit));

    /// <summary>The words, folded, without fillers.</summary>
    public static List<string> Words(string text) =>
        [.. Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Fillers.Contains(word))];
}
