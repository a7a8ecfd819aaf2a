using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper.Windows;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Speakers;

/// <summary>One voice's part of a channel.</summary>
/// <param name="Channel">Index of the channel.</param>
/// <param name="Speaker">Who it is, as far as known.</param>
/// <param name="Speech">Where it speaks, in order.</param>
/// <param name="Others">Where another voice of the channel speaks.</param>
internal sealed record VoiceLane(int Channel, Speaker Speaker, IReadOnlyList<SpeechSpan> Speech, IReadOnlyList<SpeechSpan> Others)
{
    /// <summary>The windows of this voice. Short pauses are bridged, but never over what another voice says.</summary>
    public IEnumerable<SpeechWindow> Plan(WindowPlanner planner, ChannelAudio audio)
    {
        var windows = planner.Plan(Channel, audio, Speech);
        return Others.Count == 0 ? windows : windows.Select(window => new SpeechWindow(Channel, [.. window.Pieces.SelectMany(WithoutOthers)], window.Overlap));
    }

    private IEnumerable<SpeechSpan> WithoutOthers(SpeechSpan piece)
    {
        foreach (var other in Others.Where(other => other.Start < piece.End && other.End > piece.Start))
        {
            if (other.Start > piece.Start)
                yield return piece with { End = other.Start };
            piece = piece with { Start = other.End };
        }

        if (piece.Length > 0)
            yield return piece;
    }
}
