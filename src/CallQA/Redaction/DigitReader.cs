namespace CallQA.Redaction;

/// <summary>Reads the digits that begin at a place of one speaker's pieces.</summary>
internal sealed class DigitReader(IReadOnlyList<Piece> stream)
{
    private const int LongestWritten = 24;

    /// <summary>The group that begins here, or null.</summary>
    public DigitGroup? Read(int at) =>
        at >= stream.Count ? null : Written(at) ?? Repeated(at) ?? Cardinal(at) ?? Oh(at);

    private string TextAt(int at) => at < stream.Count ? stream[at].Text : "";

    private DigitGroup? Written(int at)
    {
        var text = TextAt(at);
        if (text is "plus" && Read(at + 1) is { } group) return group with { First = at, International = true };
        var international = text.StartsWith('+');
        var digits = international ? text[1..] : text;
        return digits.Length is > 0 and <= LongestWritten && digits.All(char.IsAsciiDigit)
            ? new DigitGroup(digits, at, at, International: international)
            : null;
    }

    private DigitGroup? Repeated(int at)
    {
        var (times, length) = TextAt(at) switch
        {
            "double" or "doppel" or "doppelt" or "doppelte" => (2, 1),
            "triple" or "treble" => (3, 1),
            "zweimal" => (2, 1),
            "dreimal" => (3, 1),
            "zwei" or "zwo" when TextAt(at + 1) is "mal" => (2, 2),
            "drei" when TextAt(at + 1) is "mal" => (3, 2),
            _ => (0, 0),
        };
        if (times == 0) return Doubled(at);
        var next = at + length;
        if (TextAt(next) is "die" or "the") next++;
        var digit = OneDigit(TextAt(next));
        return digit is null ? null : new DigitGroup(string.Concat(Enumerable.Repeat(digit, times)), at, next);
    }

    private DigitGroup? Doubled(int at) =>
        TextAt(at) is { Length: > 6 } text && text.StartsWith("doppel", StringComparison.Ordinal) && OneDigit(text[6..]) is { } digit
            ? new DigitGroup(digit + digit, at, at)
            : null;

    private static string? OneDigit(string word) =>
        NumberWords.IsOh(word) ? "0"
        : word.Length == 1 && char.IsAsciiDigit(word[0]) ? word
        : NumberWords.Digit(word) is { } value ? NumberWords.Text(value) : null;

    private DigitGroup? Cardinal(int at)
    {
        if (Below100(at) is not { } group) return null;
        var next = group.Last + 1;
        // "The three digits on the back" are none of the digits.
        if (TextAt(next) is "digit" or "digits" or "ziffern" or "stellen") return null;
        if (stream[group.Last].PhraseEnd) return group;
        return TextAt(next) switch
        {
            "hundred" or "hundert" => Scaled(group, next, 100),
            "thousand" or "tausend" => Scaled(group, next, 1000),
            _ => group,
        };
    }

    // "Nine hundred one two" is 900 1 2: only "and", a teen or a ten adds to the hundreds.
    private DigitGroup Scaled(DigitGroup group, int name, int factor)
    {
        var value = int.Parse(group.Digits, System.Globalization.CultureInfo.InvariantCulture) * factor;
        if (group.Digits.Length > 3) return group;
        var and = TextAt(name + 1) is "and" or "und";
        var more = stream[name].PhraseEnd ? null : factor == 1000 ? Cardinal(name + (and ? 2 : 1)) : Below100(name + (and ? 2 : 1));
        var adds = more is not null && more.Digits.Length < factor.ToString(System.Globalization.CultureInfo.InvariantCulture).Length && (and || more.Digits.Length > 1);
        return adds
            ? new DigitGroup(NumberWords.Text(value + int.Parse(more!.Digits, System.Globalization.CultureInfo.InvariantCulture)), group.First, more.Last)
            : new DigitGroup(NumberWords.Text(value), group.First, name);
    }

    private DigitGroup? Below100(int at)
    {
        var word = TextAt(at);
        if (NumberWords.Teen(word) is { } teen) return new DigitGroup(NumberWords.Text(teen), at, at);
        if (NumberWords.Ten(word) is { } ten) return TenAndUnit(at, ten);
        if (NumberWords.Digit(word) is { } digit) return UnitAndTen(at, digit) ?? new DigitGroup(NumberWords.Text(digit), at, at);
        return NumberWords.Compound(word) is { } value ? new DigitGroup(NumberWords.Text(value), at, at) : null;
    }

    private DigitGroup TenAndUnit(int at, int ten)
    {
        var alone = new DigitGroup(NumberWords.Text(ten), at, at);
        if (stream[at].PhraseEnd || NumberWords.Digit(TextAt(at + 1)) is not (> 0 and var unit) || stream[at + 1].Turn != stream[at].Turn) return alone;
        // "Twenty-five" in one word is 25 and nothing else.
        var sure = stream[at + 1].Word == stream[at].Word;
        return new DigitGroup(NumberWords.Text(ten + unit), at, at + 1, sure ? null : NumberWords.Text(ten) + NumberWords.Text(unit));
    }

    private DigitGroup? UnitAndTen(int at, int unit) =>
        !stream[at].PhraseEnd && unit > 0 && TextAt(at + 1) is "und" && NumberWords.Ten(TextAt(at + 2)) is { } ten
            ? new DigitGroup(NumberWords.Text(ten + unit), at, at + 2, NumberWords.Text(unit) + NumberWords.Text(ten))
            : null;

    private DigitGroup? Oh(int at) =>
        NumberWords.IsOh(TextAt(at)) && (IsDigitWord(at + 1) || (at > 0 && IsDigitWord(at - 1))) ? new DigitGroup("0", at, at) : null;

    private bool IsDigitWord(int at) =>
        TextAt(at) is { Length: > 0 } word
        && (NumberWords.IsOh(word) || word.All(char.IsAsciiDigit) || word is "double" or "triple"
            || NumberWords.Digit(word) is not null || NumberWords.Teen(word) is not null || NumberWords.Ten(word) is not null);
}
