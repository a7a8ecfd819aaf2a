using System.Reflection;

namespace CallQA.Engines.Scoring.Features;

/// <summary>
/// Phrases by meaning, English and German under the same names. File format: <c>group: phrase | phrase</c>; a word that ends
/// in an asterisk stands for all words that begin so.
/// </summary>
internal sealed class Lexicon
{
    private readonly record struct Phrase(string[] Words, string Group);

    private readonly Dictionary<string, List<Phrase>> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Phrase>> _prefix = new(StringComparer.Ordinal);

    private Lexicon(IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(line => line.Contains(':', StringComparison.Ordinal) && line[0] != '#'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            foreach (var phrase in line[(colon + 1)..].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                Add(line[..colon].Trim(), phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private static readonly Lexicon English = new(Lines("lexicon.en.txt"));
    private static readonly Lexicon German = new(Lines("lexicon.de.txt"));

    /// <summary>All that stands in the lexica.</summary>
    public static string Text { get; } = string.Join('\n', [.. Lines("lexicon.en.txt"), .. Lines("lexicon.de.txt")]);

    /// <summary>The lexicon of a language that ships with the product.</summary>
    public static Lexicon Of(string language) => language == "de" ? German : English;

    /// <summary>How often each group occurs; groups that do not occur are absent.</summary>
    public Dictionary<string, int> Count(IReadOnlyList<string> tokens)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var start = 0; start < tokens.Count; start++)
        {
            var groups = GroupsAt(tokens, start);
            foreach (var group in groups)
                counts[group] = counts.GetValueOrDefault(group) + 1;
        }

        return counts;
    }

    private HashSet<string> GroupsAt(IReadOnlyList<string> tokens, int start)
    {
        var groups = new HashSet<string>(StringComparer.Ordinal);
        Collect(_exact, tokens[start], tokens, start, groups);
        if (tokens[start].Length >= 3)
            Collect(_prefix, tokens[start][..3], tokens, start, groups);
        return groups;
    }

    private static void Collect(
        Dictionary<string, List<Phrase>> index, string key, IReadOnlyList<string> tokens, int start, HashSet<string> groups)
    {
        if (!index.TryGetValue(key, out var phrases))
            return;
        foreach (var phrase in phrases)
        {
            if (!groups.Contains(phrase.Group) && Matches(phrase.Words, tokens, start))
                groups.Add(phrase.Group);
        }
    }

    private static bool Matches(string[] words, IReadOnlyList<string> tokens, int start)
    {
        if (start + words.Length > tokens.Count)
            return false;
        for (var offset = 0; offset < words.Length; offset++)
        {
            var word = words[offset];
            var token = tokens[start + offset];
            var same = word[^1] == '*' ? token.AsSpan().StartsWith(word.AsSpan(0, word.Length - 1)) : token == word;
            if (!same)
                return false;
        }

        return true;
    }

    private void Add(string group, string[] words)
    {
        var open = words[0][^1] == '*';
        if (open && words[0].Length < 4)
            throw new InvalidDataException($"The phrase '{words[0]}' of the group '{group}' needs three letters before its asterisk.");
        var (index, key) = open ? (_prefix, words[0][..3]) : (_exact, words[0]);
        if (!index.TryGetValue(key, out var phrases))
            index[key] = phrases = [];
        phrases.Add(new(words, group));
    }

    private static List<string> Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("CallQA.Engines." + name)!;
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }
}
