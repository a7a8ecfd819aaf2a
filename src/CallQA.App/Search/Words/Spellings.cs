namespace CallQA.App.Search.Words;

/// <summary>Other spellings of what somebody typed: umlauts written as two letters, ß and ss.</summary>
internal static class Spellings
{
    /// <summary>The passage as it was typed, then its other spellings.</summary>
    public static IReadOnlyList<Passage> Of(Passage passage)
    {
        string[][] forms = [Each(passage.Words, word => word), Each(passage.Words, Umlauts), Each(passage.Words, Sharp), Each(passage.Words, word => Sharp(Umlauts(word))), Each(passage.Words, Double)];
        return [.. forms.DistinctBy(form => string.Join(' ', form)).Select(form => passage with { Words = form })];
    }

    private static string[] Each(IReadOnlyList<string> words, Func<string, string> spell) => [.. words.Select(word => spell(word.ToLowerInvariant()))];

    private static string Umlauts(string word) => word
        .Replace("ae", "ä", StringComparison.Ordinal).Replace("oe", "ö", StringComparison.Ordinal).Replace("ue", "ü", StringComparison.Ordinal);

    private static string Sharp(string word) => word.Replace("ss", "ß", StringComparison.Ordinal);

    private static string Double(string word) => word.Replace("ß", "ss", StringComparison.Ordinal);
}
