using System.Text.RegularExpressions;

namespace CallQA.Redaction;

/// <summary>Postal addresses: a street with its house number in the German or the English order, and what follows of the address.</summary>
internal static partial class PostalAddresses
{
    private const int MostNames = 3;
    private const int MostAfter = 7;

    private static readonly string[] GermanStreets =
    [
        "strasse", "str", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "chaussee", "steig", "markt", "stieg", "pfad", "promenade", "wall", "hof",
    ];

    private static readonly HashSet<string> EnglishStreets = new(StringComparer.Ordinal)
    {
        "street", "st", "road", "rd", "avenue", "ave", "lane", "ln", "drive", "dr", "court", "ct", "boulevard", "blvd", "way", "close", "crescent", "place", "pl",
        "terrace", "square", "gardens", "parkway", "circle", "row", "mews", "hill", "grove", "walk", "highway",
    };

    private static readonly HashSet<string> Units = new(StringComparer.Ordinal) { "flat", "apartment", "apt", "unit", "suite" };

    public static void Find(SpokenCall call)
    {
        foreach (var turn in call.Turns)
        {
            for (var at = 0; at < turn.Count; at++)
            {
                if ((German(turn, at) ?? English(turn, at)) is not var (first, last)) continue;
                var pieces = turn.Skip(first).Take(WithTown(turn, last) - first + 1).ToList();
                if (call.IsFree(pieces)) call.Claim(PersonalDataKind.PostalAddress, pieces);
                at = pieces[^1].Index - turn[0].Index;
            }
        }
    }

    // "Lindenstraße 14", "Berliner Straße 7a", "Am Hafenweg zweiundzwanzig"
    private static (int First, int Last)? German(IReadOnlyList<Piece> turn, int at)
    {
        var street = turn[at];
        if (!IsGermanStreet(turn, at) || (street.PhraseEnd && !street.Text.EndsWith("str", StringComparison.Ordinal)) || at + 1 >= turn.Count) return null;
        var first = at;
        while (first > 0 && turn[first - 1].Capital && at - first < MostNames && !turn[first - 1].PhraseEnd && (first > 1 || turn[at].Word == turn[first - 1].Word)) first--;
        if (HouseNumber().IsMatch(turn[at + 1].Text)) return (first, at + 1);
        return new DigitReader(turn).Read(at + 1) is { Digits.Length: <= 4 } number ? (first, number.Last) : null;
    }

    private static bool IsGermanStreet(IReadOnlyList<Piece> turn, int at)
    {
        var text = turn[at].Text;
        if (!turn[at].Capital || Array.Find(GermanStreets, name => text.EndsWith(name, StringComparison.Ordinal)) is not { } name) return false;
        return text.Length > name.Length + 2 ? text is not "parkplatz" : at > 0 && turn[at - 1].Capital && text.Length == name.Length;
    }

    // "221 Harbour Road", "twenty-six Orchard Court"
    private static (int First, int Last)? English(IReadOnlyList<Piece> turn, int at)
    {
        if (new DigitReader(turn).Read(at) is not { Digits.Length: <= 5 } number || turn[number.Last].PhraseEnd) return null;
        for (var street = number.Last + 1; street < turn.Count && street - number.Last <= MostNames + 1 && turn[street].Capital; street++)
        {
            if (street > number.Last + 1 && EnglishStreets.Contains(turn[street].Text)) return (WithUnit(turn, at), street);
            if (turn[street].PhraseEnd) return null;
        }

        return null;
    }

    private static int WithUnit(IReadOnlyList<Piece> turn, int at) => at >= 2 && Units.Contains(turn[at - 2].Text) ? at - 2 : at;

    private static int WithTown(IReadOnlyList<Piece> turn, int last)
    {
        var end = last;
        for (var at = last + 1; at < turn.Count && at - last <= MostAfter; at++)
        {
            if (turn[at - 1].SentenceEnd && !turn[at - 1].Text.EndsWith("str", StringComparison.Ordinal)) break;
            if (TownCode(turn, at) is { } code) (end, at) = (code, code);
            else if (turn[at].Capital && turn[at].Text is not "i" && (turn[at - 1].PhraseEnd || end == at - 1 && end > last)) end = at;
            else break;
        }

        return end;
    }

    // A postcode in figures or words: five digits, or a British one in two pieces.
    private static int? TownCode(IReadOnlyList<Piece> turn, int at)
    {
        if (BritishArea().IsMatch(turn[at].Text) && at + 1 < turn.Count && BritishUnit().IsMatch(turn[at + 1].Text)) return at + 1;
        var (reader, digits, end) = (new DigitReader(turn), 0, at);
        while (digits < 5 && reader.Read(end) is { } group) (digits, end) = (digits + group.Digits.Length, group.Last + 1);
        return digits == 5 ? end - 1 : null;
    }

    [GeneratedRegex(@"^\d{1,4}[a-z]?$")]
    private static partial Regex HouseNumber();

    [GeneratedRegex(@"^[a-z]{1,2}\d[a-z\d]?$")]
    private static partial Regex BritishArea();

    [GeneratedRegex(@"^\d[a-z]{2}$")]
    private static partial Regex BritishUnit();
}
