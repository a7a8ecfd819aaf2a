namespace CallQA.Engines.Scoring.Reading;

/// <summary>Cuts a turn into passages short enough to quote: its sentences, and stretches of words where a sentence has no end.</summary>
internal static class Passages
{
    private const int LongestInWords = 40;

    /// <summary>The passages in order, each an exact part of the text.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var passages = Sentences(text).SelectMany(Stretches).ToList();
        return passages.Count > 0 ? passages : [text.Trim()];
    }

    private static IEnumerable<string> Sentences(string text)
    {
        var start = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var ends = text[index] is '.' or '!' or '?' or '…' && (index + 1 == text.Length || char.IsWhiteSpace(text[index + 1]));
            if (!ends)
                continue;
            yield return text[start..(index + 1)].Trim();
            start = index + 1;
        }

        if (!string.IsNullOrWhiteSpace(text[start..]))
            yield return text[start..].Trim();
    }

    private static IEnumerable<string> Stretches(string sentence)
    {
        var (start, words) = (0, 0);
        for (var index = 0; index < sentence.Length; index++)
        {
            if (!char.IsWhiteSpace(sentence[index]) || ++words < LongestInWords)
                continue;
            yield return sentence[start..index];
            (start, words) = (index + 1, 0);
        }

        if (start < sentence.Length)
            yield return sentence[start..];
    }
}
