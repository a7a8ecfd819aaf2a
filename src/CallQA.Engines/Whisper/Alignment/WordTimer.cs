using CallQA.Engines.Whisper.Decoding;

namespace CallQA.Engines.Whisper.Alignment;

/// <summary>
/// Makes words of aligned tokens. The alignment gives all time to some token: a word next to a pause would last as long as the pause, and
/// is shortened to what words of the window usually take.
/// </summary>
internal sealed class WordTimer(WordSplitter splitter)
{
    /// <summary>Few words tell little about the speaker's pace.</summary>
    private const double LongestUsual = 0.7;

    /// <summary>How often the usual time a word may take.</summary>
    private const double Stretch = 2;

    private const string SentenceEnds = ".。!！?？";

    /// <summary>The words of a segment, in order and inside it.</summary>
    /// <param name="window">The window with the times of its tokens.</param>
    /// <param name="from">First token of the segment.</param>
    /// <param name="to">The token after its last.</param>
    /// <param name="start">Seconds from the window's start.</param>
    /// <param name="end">Seconds from the window's start.</param>
    /// <param name="language">ISO 639-1 code.</param>
    public IReadOnlyList<TimedWord> Time(DecodedWindow window, int from, int to, double start, double end, string language)
    {
        var starts = window.Starts!;
        var words = new List<TimedWord>();
        var split = splitter.Split(window.Tokens, from, to, language);
        foreach (var word in split)
        {
            // A full stop takes the pause that follows; only after the last word nothing else would tell the end.
            var last = word == split[^1] ? word.Next : word.End;
            var begins = Math.Clamp(starts[word.First], start, end);
            var ends = Math.Clamp(Math.Max(starts[last], begins), start, end);
            words.Add(new TimedWord(word.Text, begins, ends, Confidence(window.LogProbabilities, word), word.Blank));
        }

        Shorten(words);
        return words;
    }

    private static double Confidence(IReadOnlyList<float> logProbabilities, WordTokens word)
    {
        var sum = 0.0;
        for (var i = word.First; i < word.Next; i++)
            sum += Math.Exp(logProbabilities[i]);
        return Math.Min(1, sum / (word.Next - word.First));
    }

    private static void Shorten(List<TimedWord> words)
    {
        var lengths = words.Select(word => word.End - word.Start).Where(length => length > 0).Order().ToList();
        if (lengths.Count == 0)
            return;
        var longest = Stretch * Math.Min(LongestUsual, lengths[lengths.Count / 2]);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.End - word.Start <= longest)
                continue;
            if (i == words.Count - 1 || EndsSentence(word))
                words[i] = word with { End = word.Start + longest };
            else if (i == 0 || EndsSentence(words[i - 1]))
                words[i] = word with { Start = word.End - longest };
        }
    }

    private static bool EndsSentence(TimedWord word) => SentenceEnds.Contains(word.Text[^1], StringComparison.Ordinal);
}
