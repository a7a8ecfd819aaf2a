using System.Text;

namespace CallQA.Transcription;

/// <summary>Plain text for people: a line a turn, with the time where it is known.</summary>
public sealed class TextTranscriptWriter : TranscriptWriter
{
    /// <inheritdoc/>
    public override string Name => "txt";

    /// <inheritdoc/>
    public override string Write(Transcript transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        var text = new StringBuilder();
        foreach (var turn in transcript.Turns)
        {
            if (turn.Start is { } start)
                text.Append('[').Append(TranscriptTime.Clock(start, '.')).Append("] ");

            text.Append(turn.Speaker).Append(": ").Append(OneLine(turn.Text)).Append('\n');
        }

        return text.ToString();
    }
}
