namespace CallQA.Redaction;

/// <summary>Finds what may be dates: months, ordinals and numbers in a row.</summary>
internal static class SpokenDates
{
    private static readonly HashSet<string> Months = new(StringComparer.Ordinal)
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "januar", "jaenner", "februar", "feber", "maerz", "mai", "juni", "juli", "oktober", "dezember",
    };

    private static readonly HashSet<string> Between = new(StringComparer.Ordinal) { "of", "the", "der", "den", "des", "im", "in", "and", "dot", "punkt", "slash" };

    private static readonly HashSet<string> Ordinals = new(StringComparer.Ordinal)
    {
        "first", "second", "third", "fifth", "eighth", "ninth", "twelfth", "twentieth", "thirtieth", "erste", "dritte", "siebte", "achte",
    };

    /// <summary>All of a call's, in order, none of them over the end of a turn.</summary>
    public static IEnumerable<SpokenDate> Of(SpokenCall call)
    {
        foreach (var turn in call.Turns)
        {
            for (var at = 0; at < turn.Count; at++)
            {
                if (Read(turn, at) is not { } date) continue;
                yield return date;
                at = date.Pieces[^1].Index - turn[0].Index;
            }
        }
    }

    private static SpokenDate? Read(IReadOnlyList<Piece> turn, int from)
    {
        var reader = new DigitReader(turn);
        var (at, end, parts, month, digits) = (from, from, 0, false, "");
        while (at < turn.Count)
        {
            if (Months.Contains(turn[at].Text)) (end, month) = (at + 1, true);
            else if (IsOrdinal(turn[at].Text)) end = at + 1;
            else if (reader.Read(at) is { } group) (end, digits) = (group.Last + 1, digits + group.Digits);
            else if (parts > 0 && at - end < 2 && Between.Contains(turn[at].Text))
            {
                at++;
                continue;
            }
            else break;
            parts++;
            at = end;
            if (turn[end - 1].SentenceEnd && !(at < turn.Count && turn[end - 1].IsDigits)) break;
        }

        var first = from > 0 && turn[from - 1].Text is "the" ? from - 1 : from;
        return parts == 0 ? null : new SpokenDate([.. turn.Skip(first).Take(end - first)], parts, month, digits);
    }

    private static bool IsOrdinal(string word) => IsWritten(word) || IsEnglish(word) || IsGerman(word);

    private static bool IsWritten(string word) =>
        word.Length is 3 or 4 && char.IsAsciiDigit(word[0]) && (word.EndsWith("st", StringComparison.Ordinal) || word.EndsWith("nd", StringComparison.Ordinal)
            || word.EndsWith("rd", StringComparison.Ordinal) || word.EndsWith("th", StringComparison.Ordinal) || word.EndsWith("ten", StringComparison.Ordinal));

    private static bool IsEnglish(string word) =>
        Ordinals.Contains(word)
        || (word.EndsWith("th", StringComparison.Ordinal) && (NumberWords.Digit(word[..^2]) ?? NumberWords.Teen(word[..^2])) is not null);

    private static bool IsGerman(string word)
    {
        var stem = word.EndsWith('n') || word.EndsWith('r') || word.EndsWith('s') ? word[..^1] : word;
        if (!stem.EndsWith("te", StringComparison.Ordinal)) return false;
        return Ordinals.Contains(stem) || NumberWords.Compound(stem[..^2]) is not null
            || (stem.EndsWith("ste", StringComparison.Ordinal) && NumberWords.Compound(stem[..^3]) is not null);
    }
}
