using System.Text;

namespace CallQA.App.Search.Words;

internal enum QueryTokenKind
{
    Passage,
    Or,
    Not,
    Open,
    Close,
}

/// <summary>One sign or passage of a query as it was written.</summary>
internal sealed record QueryToken(QueryTokenKind Kind, Passage? Passage = null);

/// <summary>Cuts a query into its parts. Whatever is neither word nor sign is passed over.</summary>
internal static class QueryTokens
{
    public static IEnumerable<QueryToken> Of(string text)
    {
        text = string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormC);
        for (var at = 0; at < text.Length;)
        {
            var begun = at;
            var token = text[at] switch
            {
                '(' => Sign(QueryTokenKind.Open, ref at),
                ')' => Sign(QueryTokenKind.Close, ref at),
                '|' => Sign(QueryTokenKind.Or, ref at),
                '"' or '„' or '“' or '”' => Quoted(text, ref at),
                '-' or '−' when at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]) => Sign(QueryTokenKind.Not, ref at),
                _ => Chunk(text, ref at),
            };
            if (at == begun) at++;
            if (token is not null) yield return token;
        }
    }

    private static QueryToken Sign(QueryTokenKind kind, ref int at)
    {
        at++;
        return new QueryToken(kind);
    }

    // A quotation that is not closed reaches to the end.
    private static QueryToken? Quoted(string text, ref int at)
    {
        var begin = at + 1;
        var end = text.AsSpan(begin).IndexOfAny('"', '“', '”');
        end = end < 0 ? text.Length : begin + end;
        at = Math.Min(text.Length, end + 1);
        return Read(text[begin..end], prefix: false);
    }

    private static QueryToken? Chunk(string text, ref int at)
    {
        var begin = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && !"()|\"„“”".Contains(text[at], StringComparison.Ordinal)) at++;
        var chunk = text[begin..at];
        return chunk switch
        {
            "OR" or "ODER" => new QueryToken(QueryTokenKind.Or),
            "NOT" or "NICHT" => new QueryToken(QueryTokenKind.Not),
            "AND" or "UND" => null,
            _ => Read(chunk, chunk.EndsWith('*')),
        };
    }

    private static QueryToken? Read(string text, bool prefix)
    {
        var words = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) words.Append(Rune.IsLetterOrDigit(rune) ? rune.ToString() : " ");
        var pieces = words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return pieces.Length == 0 ? null : new QueryToken(QueryTokenKind.Passage, new Passage(pieces, prefix));
    }
}
