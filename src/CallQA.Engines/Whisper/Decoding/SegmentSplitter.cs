using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>Cuts a window's tokens at its timestamps.</summary>
internal static class SegmentSplitter
{
    private const double SecondsPerTimestamp = 0.02;

    /// <summary>The segments with text, in order.</summary>
    /// <param name="window">The decoder's result.</param>
    /// <param name="vocabulary">The model's vocabulary.</param>
    /// <param name="seconds">Length of the window's audio; no time goes beyond it.</param>
    public static IReadOnlyList<Segment> Split(DecodedWindow window, WhisperVocabulary vocabulary, double seconds)
    {
        var segments = new List<Segment>();
        var begin = vocabulary.Special.TimestampBegin;
        var start = 0.0;
        var first = 0;
        for (var i = 0; i <= window.Tokens.Count; i++)
        {
            if (i < window.Tokens.Count && window.Tokens[i] < begin)
                continue;
            var time = i < window.Tokens.Count ? Math.Min((window.Tokens[i] - begin) * SecondsPerTimestamp, seconds) : seconds;
            if (Read(window, vocabulary, first, i, start, Math.Max(time, start)) is { } segment)
                segments.Add(segment);
            (start, first) = (time, i + 1);
        }

        return segments;
    }

    private static Segment? Read(DecodedWindow window, WhisperVocabulary vocabulary, int from, int to, double start, double end)
    {
        var text = vocabulary.Decode(window.Tokens.Skip(from).Take(to - from)).Trim();
        if (text.Length == 0)
            return null;
        var confidence = window.LogProbabilities.Skip(from).Take(to - from).Average(value => Math.Exp(value));
        return new Segment(text, start, end, confidence);
    }
}
