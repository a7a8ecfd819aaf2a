using CallQA.Transcription;

namespace CallQA.App.Review;

/// <summary>
/// A turn as somebody corrected it. Words that were left alone keep their times; words put in their place share the time
/// between their neighbours, so that the player can follow the corrected text as well.
/// </summary>
internal static class CorrectedTurn
{
    /// <summary>The turn with another text, inside the same times.</summary>
    public static Turn Of(Turn heard, string text)
    {
        var written = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var corrected = heard with { Text = string.Join(' ', written) };
        return heard is { Words: { Count: > 0 } words, Start: { } start, End: { } end }
            ? corrected with { Words = Timed(written, words, start, end) }
            : corrected;
    }

    private static List<Word> Timed(string[] written, IReadOnlyList<Word> heard, TimeSpan start, TimeSpan end)
    {
        var kept = Kept(written, heard);
        var words = new List<Word>(written.Length);
        for (var at = 0; at < written.Length;)
        {
            if (kept[at] is { } same)
            {
                words.Add(heard[same] with { Text = written[at++] });
                continue;
            }

            var next = Array.FindIndex(kept, at, index => index is not null);
            var stop = next < 0 ? written.Length : next;
            var from = at == 0 ? start : words[^1].End;
            var until = next < 0 ? end : heard[kept[next]!.Value].Start;
            words.AddRange(Shared(written[at..stop], from, until > from ? until : from));
            at = stop;
        }

        return words;
    }

    // By length, because longer words take longer to say.
    private static IEnumerable<Word> Shared(string[] texts, TimeSpan from, TimeSpan until)
    {
        var letters = texts.Sum(text => text.Length);
        var said = 0;
        foreach (var text in texts)
        {
            var begun = from + ((until - from) * said / letters);
            said += text.Length;
            yield return new Word(text, begun, from + ((until - from) * said / letters), 1);
        }
    }

    // The longest common subsequence: for each written word the index of the heard one it is, or null.
    private static int?[] Kept(string[] written, IReadOnlyList<Word> heard)
    {
        var longest = new int[written.Length + 1, heard.Count + 1];
        for (var i = written.Length - 1; i >= 0; i--)
            for (var j = heard.Count - 1; j >= 0; j--)
                longest[i, j] = Same(written[i], heard[j]) ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);

        var kept = new int?[written.Length];
        for (int i = 0, j = 0; i < written.Length && j < heard.Count;)
        {
            if (Same(written[i], heard[j])) kept[i++] = j++;
            else if (longest[i + 1, j] >= longest[i, j + 1]) i++;
            else j++;
        }

        return kept;
    }

    // A comma or a capital more is still the same word.
    private static bool Same(string written, Word heard) => Bare(written).Equals(Bare(heard.Text), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Bare(string word)
    {
        var bare = word.AsSpan().Trim();
        while (bare.Length > 1 && char.IsPunctuation(bare[^1])) bare = bare[..^1];
        while (bare.Length > 1 && char.IsPunctuation(bare[0])) bare = bare[1..];
        return bare;
    }
}
