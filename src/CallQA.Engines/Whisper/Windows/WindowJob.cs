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

    /// <summary>Tokens that the decoder reads before the window.</summary>
    public int[] Prompt { get; init; } = [];

    /// <summary>Segments in the time of the given window.</summary>
    public IEnumerable<Segment> Place(IEnumerable<Segment> segments) => segments.Select(segment => segment.Move((double)Offset / LogMel.SampleRate));

    /// <summary>
    /// What is left when the model closed a segment, opened the next at once and stopped: its way of saying that more follows.
    /// Null when the window is done.
    /// </summary>
    public WindowJob? Continue(DecodedWindow decoded, SpecialTokens special)
    {
        var tokens = decoded.Tokens;
        if (tokens.Count < 3 || tokens[^1] < special.TimestampBegin || tokens[^2] < special.TimestampBegin)
            return null;
        var done = (tokens[^1] - special.TimestampBegin) * SamplesPerTimestamp;
        return done > 0 && Window.Length - done > ShortestRest ? new WindowJob(Index, Window.Skip(done), Offset + done) : null;
    }
}
