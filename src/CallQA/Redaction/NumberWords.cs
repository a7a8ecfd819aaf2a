using System.Globalization;

namespace CallQA.Redaction;

/// <summary>The English and German words for numbers, by themselves.</summary>
internal static class NumberWords
{
    private static readonly Dictionary<string, int> Digits = new(StringComparer.Ordinal)
    {
        ["zero"] = 0, ["nought"] = 0, ["naught"] = 0, ["null"] = 0, ["one"] = 1, ["eins"] = 1, ["two"] = 2, ["zwei"] = 2, ["zwo"] = 2,
        ["three"] = 3, ["drei"] = 3, ["four"] = 4, ["vier"] = 4, ["five"] = 5, ["fuenf"] = 5, ["fuennef"] = 5, ["six"] = 6, ["sechs"] = 6,
        ["seven"] = 7, ["sieben"] = 7, ["eight"] = 8, ["acht"] = 8, ["nine"] = 9, ["niner"] = 9, ["neun"] = 9,
    };

    private static readonly Dictionary<string, int> Teens = new(StringComparer.Ordinal)
    {
        ["ten"] = 10, ["zehn"] = 10, ["eleven"] = 11, ["elf"] = 11, ["twelve"] = 12, ["zwoelf"] = 12, ["thirteen"] = 13, ["dreizehn"] = 13,
        ["fourteen"] = 14, ["vierzehn"] = 14, ["fifteen"] = 15, ["fuenfzehn"] = 15, ["sixteen"] = 16, ["sechzehn"] = 16,
        ["seventeen"] = 17, ["siebzehn"] = 17, ["eighteen"] = 18, ["achtzehn"] = 18, ["nineteen"] = 19, ["neunzehn"] = 19,
    };

    private static readonly Dictionary<string, int> Tens = new(StringComparer.Ordinal)
    {
        ["twenty"] = 20, ["zwanzig"] = 20, ["thirty"] = 30, ["dreissig"] = 30, ["forty"] = 40, ["fourty"] = 40, ["vierzig"] = 40,
        ["fifty"] = 50, ["fuenfzig"] = 50, ["sixty"] = 60, ["sechzig"] = 60, ["seventy"] = 70, ["siebzig"] = 70,
        ["eighty"] = 80, ["achtzig"] = 80, ["ninety"] = 90, ["neunzig"] = 90,
    };

    /// <summary>The value of a word for 0–9, or null; <c>oh</c> is none by itself.</summary>
    public static int? Digit(string word) => Digits.TryGetValue(word, out var value) ? value : null;

    /// <summary>The value of a word for 10–19, or null.</summary>
    public static int? Teen(string word) => Teens.TryGetValue(word, out var value) ? value : null;

    /// <summary>The value of a word for 20, 30 … 90, or null.</summary>
    public static int? Ten(string word) => Tens.TryGetValue(word, out var value) ? value : null;

    /// <summary>Whether the word is a zero among digits.</summary>
    public static bool IsOh(string word) => word is "oh" or "o";

    /// <summary>The value of a German compound up to 999,999, such as <c>vierundvierzig</c> or <c>zweihundertfuenf</c>, or null.</summary>
    public static int? Compound(string word)
    {
        if (word.Length < 3) return null;
        return Joined(word, "tausend", 1000, Hundreds, Hundreds) ?? Hundreds(word);
    }

    /// <summary>The digits of a value.</summary>
    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static int? Hundreds(string word) => Joined(word, "hundert", 100, Below100, Below100) ?? Below100(word);

    private static int? Below100(string word) => Teen(word) ?? Ten(word) ?? Digit(word) ?? UnitAndTen(word);

    private static int? UnitAndTen(string word)
    {
        var and = word.IndexOf("und", StringComparison.Ordinal);
        return and > 0 && Unit(word[..and]) is { } unit && Ten(word[(and + 3)..]) is { } ten ? ten + unit : null;
    }

    private static int? Unit(string word) => word is "ein" ? 1 : Digit(word);

    private static int? Joined(string word, string name, int factor, Func<string, int?> before, Func<string, int?> after)
    {
        var at = word.IndexOf(name, StringComparison.Ordinal);
        if (at < 0) return null;
        var count = at == 0 ? 1 : Unit(word[..at]) ?? before(word[..at]);
        var rest = word[(at + name.Length)..];
        if (rest.StartsWith("und", StringComparison.Ordinal)) rest = rest[3..];
        var more = rest.Length == 0 ? 0 : rest is "eins" ? 1 : after(rest);
        return count * factor + more;
    }
}
