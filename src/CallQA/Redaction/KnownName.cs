namespace CallQA.Redaction;

/// <summary>A name known beforehand, part by part as it may be said.</summary>
internal sealed class KnownName
{
    private const int Shortest = 3;
    private const int ShortestLast = 2;

    private readonly HashSet<string> _parts;

    /// <param name="name">The name as it is written: <c>Anna Keller</c>, <c>Keller, Anna</c>, <c>Frau Dr. von Keller</c>; null for nobody's.</param>
    public KnownName(string? name)
        : this(PartsOf(name))
    {
    }

    private KnownName(HashSet<string> parts) => _parts = parts;

    /// <summary>The name without the parts that another one has as well.</summary>
    /// <param name="other">The other; null for nobody's.</param>
    public KnownName Without(string? other) => new([.. _parts.Except(PartsOf(other))]);

    /// <summary>Whether a word is part of the name, in the genitive, too: <c>Kellers</c>, <c>Keller's</c>.</summary>
    /// <param name="word">The word, folded.</param>
    public bool IsSaidIn(string word) => _parts.Contains(word)
        || (word.EndsWith("'s", StringComparison.Ordinal) && _parts.Contains(word[..^2]))
        || (word.Length > Shortest && word[^1] == 's' && _parts.Contains(word[..^1]));

    private static HashSet<string> PartsOf(string? name)
    {
        var words = (name ?? "").Split([' ', '-', ',', '.', '_', '/', '"', '(', ')', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(PieceReader.Fold).ToList();
        // In two letters only whole surnames are told from other words: Wu, Li.
        return [.. words.Where((word, at) => word.Length >= (at == words.Count - 1 ? ShortestLast : Shortest) && !NameCues.IsForm(word) && word.Any(char.IsLetter))];
    }
}
