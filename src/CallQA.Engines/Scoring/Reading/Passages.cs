namespace CallQA.Engines.Scoring.Reading;

/// <summary>Cuts a turn into passages short enough to quote: its sentences, and stretches of words where a sentence has no end.</summary>
internal static class Passages
{
    private const int LongestInWords = 40;

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "str", "ca", "bzw", "inkl", "evtl", "ggf", "z.b", "d.h", "e.g", "i.e", "a.m", "p.m",
    };

    /// <summary>The passages in order, each an exact part of the text.</summary>
    public static IReadOnlyList<Passage> Of(string text)
    {
        var passages = new List<Passage>();
        var from = 0;
        foreach (var passage in Sentences(text).SelectMany(Stretches))
        {
            var offset = text.IndexOf(passage, from, StringComparison.Ordinal);
            passages.Add(new(offset, passage));
            from = offset + passage.Length;
        }

        return passages;
    }

    private static IEnumerable<string> Sentences(string text)
    {
        var start = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (!EndsSentence(text, start, index))
                continue;
            yield return text[start..(index + 1)].Trim();
            start = index + 1;
        }

        if (!string.IsNullOrWhiteSpace(text[start..]))
            yield return text[start..].Trim();
    }

    private static bool EndsSentence(string text, int start, int index)
    {
        if (text[index] is not ('.' or '!' or '?' or '…') || (index + 1 < text.Length && !char.IsWhiteSpace(text[index + 1])))
            return false;
        var word = text.AsSpan(start, index - start);
        return !Abbreviations.Contains(word[(word.LastIndexOf(' ') + 1)..].ToString());
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
