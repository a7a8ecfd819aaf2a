using System.Globalization;
using System.Text;

namespace CallQA.Transcription;

/// <summary>SubRip subtitles with the speaker before the text.</summary>
public sealed class SubRipTranscriptWriter : TranscriptWriter
{
    /// <inheritdoc/>
    public override string Name => "srt";

    /// <inheritdoc/>
    public override string Write(Transcript transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        var text = new StringBuilder();
        var number = 0;
        foreach (var (turn, start, end) in TimedTurns(transcript))
        {
            text.Append(number == 0 ? "" : "\n")
                .Append((++number).ToString(CultureInfo.InvariantCulture)).Append('\n')
                .Append(TranscriptTime.Clock(start, ',')).Append(" --> ").Append(TranscriptTime.Clock(end, ',')).Append('\n')
                .Append(turn.Speaker).Append(": ").Append(OneLine(turn.Text)).Append('\n');
        }

        return text.ToString();
    }
}
