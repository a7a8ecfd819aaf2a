namespace CallQA.App.Search.Words;

/// <summary>What somebody looks for in what was said: parsed once, rendered for each database.</summary>
internal abstract record WordQuery;

/// <summary>One word, or several in a row.</summary>
/// <param name="Words">One or more, of letters and digits only.</param>
/// <param name="Prefix">Whether the last one is the beginning of a word.</param>
internal sealed record Passage(IReadOnlyList<string> Words, bool Prefix) : WordQuery;

/// <summary>All of these in one turn.</summary>
internal sealed record AllOf(IReadOnlyList<WordQuery> Parts) : WordQuery;

/// <summary>One of these or more.</summary>
internal sealed record AnyOf(IReadOnlyList<WordQuery> Parts) : WordQuery;

/// <summary>The one in turns that do not hold the other.</summary>
internal sealed record Without(WordQuery Wanted, WordQuery Unwanted) : WordQuery;

/// <summary>What is wrong with a query.</summary>
public enum QueryProblem
{
    /// <summary>More letters than <see cref="WordQueryParser.LongestQuery"/>.</summary>
    TooLong,

    /// <summary>It only says what is not wanted.</summary>
    OnlyUnwanted,

    /// <summary>Fewer letters before the asterisk than <see cref="WordQueryParser.LeastPrefix"/>.</summary>
    ShortPrefix,
}

/// <summary>A parsed query.</summary>
/// <param name="Query">Null when it holds no word, or has a problem.</param>
/// <param name="Problem">Null when it can be answered.</param>
internal sealed record ParsedQuery(WordQuery? Query, QueryProblem? Problem = null);
