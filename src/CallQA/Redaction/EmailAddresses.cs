namespace CallQA.Redaction;

/// <summary>E-mail addresses, written or spoken: <c>anna dot keller at example dot com</c>.</summary>
internal static class EmailAddresses
{
    private const int MostBefore = 10;
    private const int MostLabels = 6;

    private static readonly HashSet<string> TopLevels = new(StringComparer.Ordinal)
    {
        "com", "net", "org", "de", "at", "ch", "uk", "eu", "info", "io", "biz", "me", "us", "ca", "fr", "nl", "it", "es", "edu", "gov", "app", "dev", "co", "be", "dk",
        "pl", "cz", "online", "email",
    };

    private static readonly HashSet<string> Ends = new(StringComparer.Ordinal)
    {
        "is", "it's", "its", "my", "your", "to", "the", "address", "email", "mail", "that's", "thats", "yes", "yeah", "sure", "an", "with", "use", "have", "on",
        "ist", "das", "die", "lautet", "meine", "ihre", "adresse", "unter", "ja", "auf", "also", "ich", "habe", "mit", "von", "okay", "so", "it", "me", "e",
    };

    public static void Find(SpokenCall call)
    {
        foreach (var turn in call.Turns)
        {
            for (var at = 0; at < turn.Count; at++)
            {
                if (Pieces(turn, at) is { } pieces && call.IsFree(pieces)) call.Claim(PersonalDataKind.EmailAddress, pieces);
            }
        }
    }

    private static List<Piece>? Pieces(IReadOnlyList<Piece> turn, int at)
    {
        var text = turn[at].Text;
        if (IsWritten(text)) return [turn[at]];
        if (text is not ("at" or "aet" or "@" or "klammeraffe" or "affenschwanz") || at == 0 || End(turn, at + 1) is not { } end) return null;
        var first = First(turn, at);
        return first == at ? null : [.. turn.Skip(first).Take(end - first + 1)];
    }

    // A dot and a top level of letters behind the sign: "model@1.2" is none.
    private static bool IsWritten(string text)
    {
        var dot = text.LastIndexOf('.');
        return text.IndexOf('@', StringComparison.Ordinal) is > 0 and var sign && dot > sign + 1 && dot < text.Length - 2 && text[(dot + 1)..].All(char.IsAsciiLetterLower);
    }

    private static int First(IReadOnlyList<Piece> turn, int at)
    {
        var first = at;
        while (first > 0 && at - first < MostBefore && !Ends.Contains(turn[first - 1].Text) && !turn[first - 1].PhraseEnd) first--;
        return first;
    }

    // Labels, a dot, a top level; some have another after it.
    private static int? End(IReadOnlyList<Piece> turn, int from)
    {
        for (var at = from; at < turn.Count && at - from <= MostLabels; at++)
        {
            var text = turn[at].Text;
            if (at > from && IsDot(text) && IsTopLevel(turn, at + 1)) return IsDot(TextAt(turn, at + 2)) && IsTopLevel(turn, at + 3) ? at + 3 : at + 1;
            if (text.LastIndexOf('.') is > 0 and var dot && TopLevels.Contains(text[(dot + 1)..])) return at;
            if (turn[at].SentenceEnd) return null;
        }

        return null;
    }

    private static string TextAt(IReadOnlyList<Piece> turn, int at) => at < turn.Count ? turn[at].Text : "";

    private static bool IsDot(string word) => word is "dot" or "punkt" or "point";

    private static bool IsTopLevel(IReadOnlyList<Piece> turn, int at) => TopLevels.Contains(TextAt(turn, at));
}
