using System.Text;

namespace CallQA.Transcription;

/// <summary>WebVTT captions with the speaker as voice: <c>&lt;v Agent&gt;</c>.</summary>
public sealed class WebVttTranscriptWriter : TranscriptWriter
{
    /// <inheritdoc/>
    public override string Name => "vtt";

    /// <inheritdoc/>
    public override string Write(Transcript transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        var text = new StringBuilder("WEBVTT\n");
        foreach (var (turn, start, end) in TimedTurns(transcript))
        {
            text.Append('\n')
                .Append(TranscriptTime.Clock(start, '.')).Append(" --> ").Append(TranscriptTime.Clock(end, '.')).Append('\n')
                .Append("<v ").Append(turn.Speaker).Append('>').Append(Escape(OneLine(turn.Text))).Append('\n');
        }

        return text.ToString();
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
