using System.Text.RegularExpressions;

namespace CallQA.Measurement;

/// <summary>
/// Ways of saying one thing, by language. A pattern is words with spaces between: <c>a|b</c> either word, <c>word?</c> may be
/// missing, <c>word~</c> any word that begins so, <c>#</c> a number in digits, <c>*</c> up to three words of any kind,
/// <c>$</c> the end of the turn. It is held against <see cref="SpokenText.Normalise"/>, so it is written in contracted form
/// (<c>im</c>, <c>ill</c>).
/// </summary>
internal sealed class PhraseSet
{
    private const string AnyWords = @"(?:\S+ ){0,3}";
    private readonly Dictionary<string, Regex> expressions;

    private PhraseSet(IEnumerable<(string Language, IEnumerable<string> Expressions)> phrases) =>
        expressions = phrases.ToDictionary(entry => entry.Language, entry => Compile(entry.Expressions));

    /// <summary>Built-in patterns.</summary>
    public static PhraseSet Of(IReadOnlyList<string> english, IReadOnlyList<string> german) =>
        new([("en", english.Select(Pattern)), ("de", german.Select(Pattern))]);

    /// <summary>A user's phrases: plain text, in which only <c>*</c> has a meaning.</summary>
    public static PhraseSet Literal(IReadOnlyDictionary<string, IReadOnlyList<string>> phrases) =>
        new(phrases.Select(entry => (entry.Key, entry.Value.Select(Literal))));

    /// <summary>True when the set has phrases in the language.</summary>
    public bool Knows(string language) => expressions.ContainsKey(language);

    /// <summary>True when normalised words hold one of the phrases.</summary>
    public bool IsIn(string words, string language) => Find(words, language) is not null;

    /// <summary>The words of the first phrase that normalised words hold, or null.</summary>
    public string? Find(string words, string language) =>
        expressions.TryGetValue(language, out var expression) && expression.Match(words) is { Success: true } match
            ? match.Value.Trim()
            : null;

    private static Regex Compile(IEnumerable<string> phrases) =>
        new($"(?<= )(?:{string.Join('|', phrases)})", RegexOptions.CultureInvariant);

    private static string Pattern(string pattern) =>
        string.Concat(pattern.Split(' ').Select(token => token switch
        {
            "*" => AnyWords,
            "#" => @"\d+ ",
            "$" => "$",
            _ when token.EndsWith('?') => $"(?:{Alternatives(token[..^1])} )?",
            _ => $"{Alternatives(token)} ",
        }));

    private static string Alternatives(string token) => $"(?:{string.Join('|', token.Split('|').Select(Word))})";

    private static string Word(string word) =>
        word.EndsWith('~') ? $@"{SpokenText.Fold(word[..^1])}\S*" : SpokenText.Fold(word);

    private static string Literal(string phrase) =>
        string.Join(AnyWords, phrase.Split('*').Select(part => Regex.Escape(SpokenText.Normalise(part).Trim())).Select(Closed));

    private static string Closed(string part) => part.Length == 0 ? "" : $"{part} ";
}
