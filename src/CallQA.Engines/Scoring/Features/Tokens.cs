using System.Globalization;
using System.Text;

namespace CallQA.Engines.Scoring.Features;

/// <summary>
/// Words as the models see them: the same for written text and for recogniser output without case and punctuation,
/// so that where a transcript comes from does not change its scores.
/// </summary>
internal static class Tokens
{
    /// <summary>Stands for any number, written in digits or as a word.</summary>
    public const string Number = "#";

    private static readonly HashSet<string> Fillers = ["um", "uh", "erm", "er", "uhm", "aeh", "aehm", "oehm"];

    private static readonly HashSet<string> NumberWords =
    [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
        "eighty", "ninety", "hundred", "thousand", "zero", "null", "zwei", "zwo", "drei", "vier", "fuenf", "sechs", "sieben", "acht",
        "neun", "zehn", "elf", "zwoelf", "dreizehn", "vierzehn", "fuenfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
        "zwanzig", "dreissig", "vierzig", "fuenfzig", "sechzig", "siebzig", "achtzig", "neunzig", "hundert", "tausend",
    ];

    /// <summary>Splits text into normalised words.</summary>
    public static List<string> Of(string text)
    {
        var tokens = new List<string>();
        var word = new StringBuilder();
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
                Append(word, char.ToLowerInvariant(character));
            else if (!IsApostrophe(character) && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                Flush(word, tokens);
        }

        Flush(word, tokens);
        return tokens;
    }

    private static void Append(StringBuilder word, char letter)
    {
        if (letter < 128)
            word.Append(letter);
        else
            word.Append(letter switch { 'ä' => "ae", 'ö' => "oe", 'ü' => "ue", 'ß' => "ss", _ => WithoutAccent(letter) });
    }

    private static string WithoutAccent(char letter) => letter.ToString().Normalize(NormalizationForm.FormD)[..1];

    private static bool IsApostrophe(char character) => character is '\'' or '’' or '‘' or '`' or '´';

    private static void Flush(StringBuilder word, List<string> tokens)
    {
        if (word.Length == 0)
            return;
        var token = word.ToString();
        word.Clear();
        if (Fillers.Contains(token))
            return;
        if (!IsNumber(token))
            tokens.Add(token);
        else if (tokens.Count == 0 || tokens[^1] != Number)
            tokens.Add(Number);
    }

    private static bool IsNumber(string token) =>
        char.IsAsciiDigit(token[0]) || NumberWords.Contains(token) || IsGermanCompound(token);

    private static bool IsGermanCompound(string token) =>
        token.EndsWith("zig", StringComparison.Ordinal) && token.Contains("und", StringComparison.Ordinal);
}
