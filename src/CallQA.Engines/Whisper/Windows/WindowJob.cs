using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper.Windows;

/// <summary>A window, or what is left of it, on its way through the model.</summary>
/// <param name="Index">Which of the given windows it belongs to.</param>
/// <param name="Window">The audio.</param>
/// <param name="Offset">Samples of the given window that were done before.</param>
internal sealed record WindowJob(int Index, SpeechWindow Window, int Offset)
{
    private const int SamplesPerTimestamp = LogMel.SampleRate / 50;

    /// <summary>Less than this after the last words is the end of the speech, not a part that was left out.</summary>
    private const int ShortestRest = LogMel.SampleRate;

    /// <summary>Less than this is no step forward: a model that goes on so is lost.</summary>
    private const int ShortestStep = LogMel.SampleRate / 5;

    /// <summary>Tokens that the decoder reads before the window.</summary>
    public int[] Prompt { get; init; } = [];

    /// <summary>Segments in the time of the given window.</summary>
    public IEnumerable<Segment> Place(IEnumerable<Segment> segments) => segments.Select(segment => segment.Move((double)Offset / LogMel.SampleRate));

    /// <summary>
    /// Divides a window that the model did not finish: it closed a segment and stopped at the start of the next or within it, or a
    /// repetition was cut off. What it finished counts, the rest is heard anew.
    /// </summary>
    /// <returns>What counts, and the rest; null when the window is done.</returns>
    public (DecodedWindow Heard, WindowJob? Left) Divide(DecodedWindow decoded, SpecialTokens special)
    {
        var (kept, time) = LastPair(decoded, special.TimestampBegin);
        if (decoded.LoopEnd > time)
            (kept, time) = (decoded.Tokens.Count, decoded.LoopEnd);
        var done = (time - special.TimestampBegin) * SamplesPerTimestamp;
        return done >= ShortestStep && Window.Length - done > ShortestRest
            ? (decoded.Take(kept), new WindowJob(Index, Window.Skip(done), Offset + done))
            : (decoded, null);
    }

    /// <summary>Tokens up to the last segment that was closed and followed by another one, and where that begins; -1 when there is none.</summary>
    private static (int Kept, int Time) LastPair(DecodedWindow decoded, int timestampBegin)
    {
        var tokens = decoded.Tokens;
        if (tokens.Count > 1 && tokens[^1] >= timestampBegin && tokens[^2] < timestampBegin)
            return (tokens.Count, -1);
        for (var i = tokens.Count - 1; i >= 2; i--)
        {
            if (tokens[i] >= timestampBegin && tokens[i - 1] >= timestampBegin)
                return (i + 1, tokens[i]);
        }

        return (tokens.Count, -1);
    }
}
