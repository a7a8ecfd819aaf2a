namespace CallQA.App.Search.Words;

/// <summary>
/// Reads a query: words (all of them), <c>"in a row"</c>, <c>OR</c>, <c>-not</c>, <c>begin*</c>, brackets. Every text is a query;
/// what has no meaning is passed over.
/// </summary>
internal sealed class WordQueryParser
{
    /// <summary>Most letters of a query.</summary>
    public const int LongestQuery = 400;

    /// <summary>Least letters before an asterisk.</summary>
    public const int LeastPrefix = 2;

    private const int DeepestBrackets = 16;

    private readonly List<QueryToken> tokens;
    private int at;
    private bool onlyUnwanted;

    private WordQueryParser(List<QueryToken> tokens) => this.tokens = tokens;

    public static ParsedQuery Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new(null);
        if (text.Length > LongestQuery) return new(null, QueryProblem.TooLong);
        var tokens = QueryTokens.Of(text).ToList();
        if (tokens.Any(token => token.Passage is { Prefix: true } passage && passage.Words[^1].Length < LeastPrefix)) return new(null, QueryProblem.ShortPrefix);
        var parser = new WordQueryParser(tokens);
        var query = parser.Whole();
        return parser.onlyUnwanted ? new(null, QueryProblem.OnlyUnwanted) : new(query);
    }

    // A closing bracket too many is passed over.
    private WordQuery? Whole()
    {
        var parts = new List<WordQuery>();
        while (at < tokens.Count)
        {
            if (Any(depth: 0) is { } part) parts.Add(part);
            at++;
        }

        return Joined(parts, all => new AllOf(all));
    }

    private WordQuery? Any(int depth)
    {
        var parts = new List<WordQuery>();
        do
        {
            if (All(depth) is { } part) parts.Add(part);
        }
        while (Take(QueryTokenKind.Or));
        return Joined(parts, any => new AnyOf(any));
    }

    private WordQuery? All(int depth)
    {
        var wanted = new List<WordQuery>();
        var unwanted = new List<WordQuery>();
        while (at < tokens.Count && tokens[at].Kind is not (QueryTokenKind.Or or QueryTokenKind.Close))
        {
            var not = false;
            while (Take(QueryTokenKind.Not)) not = true;
            if (One(depth) is { } part) (not ? unwanted : wanted).Add(part);
        }

        if (Joined(unwanted, any => new AnyOf(any)) is not { } excluded) return Joined(wanted, all => new AllOf(all));
        if (Joined(wanted, all => new AllOf(all)) is { } kept) return new Without(kept, excluded);
        onlyUnwanted = true;
        return null;
    }

    private WordQuery? One(int depth)
    {
        if (at >= tokens.Count || tokens[at].Kind is QueryTokenKind.Or or QueryTokenKind.Close) return null;
        var token = tokens[at++];
        if (token.Kind != QueryTokenKind.Open || depth == DeepestBrackets) return token.Passage;
        var inner = Any(depth + 1);
        Take(QueryTokenKind.Close);
        return inner;
    }

    private bool Take(QueryTokenKind kind)
    {
        if (at >= tokens.Count || tokens[at].Kind != kind) return false;
        at++;
        return true;
    }

    private static WordQuery? Joined(List<WordQuery> parts, Func<IReadOnlyList<WordQuery>, WordQuery> join) =>
        parts.Count > 1 ? join(parts) : parts.SingleOrDefault();
}
