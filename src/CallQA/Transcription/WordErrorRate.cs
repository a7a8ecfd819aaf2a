using System.Text;

namespace CallQA.Transcription;

/// <summary>How far recognised words are from what was said: the fewest edits that turn one into the other.</summary>
/// <param name="Substitutions">Words heard as another.</param>
/// <param name="Insertions">Words that nobody said.</param>
/// <param name="Deletions">Words missed.</param>
/// <param name="ReferenceWords">Words that were said.</param>
public sealed record WordErrorRate(int Substitutions, int Insertions, int Deletions, int ReferenceWords)
{
    /// <summary>Nothing compared yet.</summary>
    public static WordErrorRate None { get; } = new(0, 0, 0, 0);

    /// <summary>All edits.</summary>
    public int Errors => Substitutions + Insertions + Deletions;

    /// <summary>Errors over reference words: 0 is perfect, above 1 is possible; without reference words 0, or 1 when something was heard.</summary>
    public double Rate => ReferenceWords == 0 ? Math.Min(Errors, 1) : (double)Errors / ReferenceWords;

    /// <summary>Both comparisons together, each weighing as many words as it has.</summary>
    public static WordErrorRate operator +(WordErrorRate left, WordErrorRate right) => left.Add(right);

    /// <summary>Both comparisons together, each weighing as many words as it has.</summary>
    public WordErrorRate Add(WordErrorRate other) => new(
        Substitutions + other.Substitutions,
        Insertions + other.Insertions,
        Deletions + other.Deletions,
        ReferenceWords + other.ReferenceWords);

    /// <summary>Compares two texts word by word; case and punctuation do not count.</summary>
    public static WordErrorRate Compare(string reference, string hypothesis)
    {
        var said = Words(reference);
        return Align(said, Words(hypothesis));
    }

    /// <summary>Compares two transcripts of one call, each speaker's words as one text.</summary>
    public static WordErrorRate Compare(Transcript reference, Transcript hypothesis) => Enum.GetValues<Speaker>()
        .Select(speaker => Compare(TextOf(reference, speaker), TextOf(hypothesis, speaker)))
        .Aggregate(None, (sum, part) => sum + part);

    /// <summary>The words of a text: lower case, letters and digits, apostrophes inside words kept.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark)
                word.Append(rune.ToString());
            else if (rune.Value is '\'' or '’')
                word.Append('\'');
            else
                Finish(words, word);
        }

        Finish(words, word);
        return words;
    }

    private static void Finish(List<string> words, StringBuilder word)
    {
        var finished = word.ToString().Trim('\'');
        if (finished.Length > 0)
            words.Add(finished);
        word.Clear();
    }

    private static string TextOf(Transcript transcript, Speaker speaker) =>
        string.Join(' ', transcript.Turns.Where(turn => turn.Speaker == speaker).Select(turn => turn.Text));

    /// <summary>Levenshtein over words, keeping one row of (substitutions, insertions, deletions) per reference word.</summary>
    private static WordErrorRate Align(IReadOnlyList<string> said, IReadOnlyList<string> heard)
    {
        var row = new (int Sub, int Ins, int Del)[heard.Count + 1];
        for (var j = 0; j <= heard.Count; j++)
            row[j] = (0, j, 0);
        foreach (var word in said)
        {
            var diagonal = row[0];
            row[0].Del++;
            for (var j = 1; j <= heard.Count; j++)
            {
                var above = row[j];
                row[j] = word == heard[j - 1]
                    ? diagonal
                    : Cheapest((diagonal.Sub + 1, diagonal.Ins, diagonal.Del), (row[j - 1].Sub, row[j - 1].Ins + 1, row[j - 1].Del), (above.Sub, above.Ins, above.Del + 1));
                diagonal = above;
            }
        }

        var (substitutions, insertions, deletions) = row[^1];
        return new WordErrorRate(substitutions, insertions, deletions, said.Count);
    }

    private static (int, int, int) Cheapest(params ReadOnlySpan<(int Sub, int Ins, int Del)> paths)
    {
        var best = paths[0];
        foreach (var path in paths)
        {
            if (path.Sub + path.Ins + path.Del < best.Sub + best.Ins + best.Del)
                best = path;
        }

        return best;
    }
}
