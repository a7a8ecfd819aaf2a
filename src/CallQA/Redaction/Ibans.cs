namespace CallQA.Redaction;

/// <summary>International bank account numbers: those whose check digits are right, and what is called one and nearly as long.</summary>
internal static class Ibans
{
    private const int ShortestNamed = 14;

    private static readonly Dictionary<string, int> Lengths = new(StringComparer.Ordinal)
    {
        ["at"] = 20, ["be"] = 16, ["bg"] = 22, ["ch"] = 21, ["cy"] = 28, ["cz"] = 24, ["de"] = 22, ["dk"] = 18, ["ee"] = 20, ["es"] = 24, ["fi"] = 18,
        ["fr"] = 27, ["gb"] = 22, ["gr"] = 27, ["hr"] = 21, ["hu"] = 28, ["ie"] = 22, ["is"] = 26, ["it"] = 27, ["li"] = 21, ["lt"] = 20, ["lu"] = 20,
        ["lv"] = 21, ["mc"] = 27, ["mt"] = 31, ["nl"] = 18, ["no"] = 15, ["pl"] = 28, ["pt"] = 25, ["ro"] = 24, ["se"] = 24, ["si"] = 19, ["sk"] = 24, ["tr"] = 26,
    };

    public static void Find(SpokenCall call)
    {
        foreach (var stream in call.Pieces.GroupBy(piece => piece.Speaker).Select(speaker => speaker.ToArray()))
        {
            for (var at = 0; at < stream.Length; at++)
                if (Pieces(call, stream, at) is { } pieces && call.IsFree(pieces)) call.Claim(PersonalDataKind.Iban, pieces);
        }

        foreach (var run in call.FreeRuns.Where(run => run.Digits.Length >= ShortestNamed && Cues.Last(call.Before(run.First)) is Cue.Iban))
        {
            var pieces = run.Pieces(0, run.Groups.Count).ToList();
            if (call.IsFree(pieces) && Cues.Has(call.Before(run.First), Cue.Iban)) call.Claim(PersonalDataKind.Iban, pieces);
        }
    }

    private static List<Piece>? Pieces(SpokenCall call, Piece[] stream, int at)
    {
        if (stream[at].Text.Length == 0 || !char.IsAsciiLetterLower(stream[at].Text[0])) return null;
        var spelled = SpelledText.Read(stream, at);
        var text = spelled.Text;
        if (text.Length < ShortestNamed || !Lengths.TryGetValue(text[..2], out var length) || !char.IsAsciiDigit(text[2])) return null;
        if (text.Length >= length && Checksums.IsIban(text[..length])) return [.. spelled.Pieces(stream, at, length)];
        return text.Skip(2).Count(char.IsAsciiDigit) >= ShortestNamed - 4 && Cues.Has(call.Before(stream[at]), Cue.Iban)
            ? [.. spelled.Pieces(stream, at, Math.Min(length, text.Length))]
            : null;
    }
}
