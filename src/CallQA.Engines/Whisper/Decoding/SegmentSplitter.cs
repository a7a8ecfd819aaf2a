using CallQA.Engines.Whisper.Alignment;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>Cuts a window's tokens at its timestamps.</summary>
internal sealed class SegmentSplitter(WhisperVocabulary vocabulary)
{
    private const double SecondsPerTimestamp = 0.02;
    private readonly WordTimer _words = new(new WordSplitter(vocabulary));

    /// <summary>The segments with text, in order.</summary>
    /// <param name="window">The decoder's result.</param>
    /// <param name="seconds">Length of the window's audio; no time goes beyond it.</param>
    /// <param name="language">ISO 639-1 code of the text.</param>
    public IReadOnlyList<Segment> Split(DecodedWindow window, double seconds, string language)
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
            if (Read(window, first, i, start, Math.Max(time, start), language) is { } segment)
                segments.Add(segment);
            (start, first) = (time, i + 1);
        }

        return segments;
    }

    private Segment? Read(DecodedWindow window, int from, int to, double start, double end, string language)
    {
        var text = vocabulary.Decode(window.Tokens.Skip(from).Take(to - from)).Trim();
        if (text.Length == 0)
            return null;
        var confidence = window.LogProbabilities.Skip(from).Take(to - from).Average(value => Math.Exp(value));
        return new Segment(text, start, end, confidence, window.Starts is null ? null : _words.Time(window, from, to, start, end, language));
    }
}
