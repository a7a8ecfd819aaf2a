using System.Text;

namespace CallQA.Transcription;

/// <summary>WebVTT captions with the speaker as voice, <c>&lt;v Agent&gt;</c>, and a time tag before each word whose time is known.</summary>
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
                .Append("<v ").Append(turn.Speaker).Append('>').Append(Timed(turn, start, end)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What is said, with a time tag before each word that begins inside the caption and after the tag before it.</summary>
    private static string Timed(Turn turn, TimeSpan start, TimeSpan end)
    {
        var line = OneLine(turn.Text);
        var text = new StringBuilder();
        var (done, last) = (0, TranscriptTime.Clock(start, '.'));
        foreach (var word in turn.Words ?? [])
        {
            var at = line.IndexOf(word.Text, done, StringComparison.Ordinal);
            if (at < 0)
                continue;
            text.Append(Escape(line[done..at]));
            var time = TranscriptTime.Clock(word.Start, '.');
            if (string.CompareOrdinal(time, last) > 0 && string.CompareOrdinal(time, TranscriptTime.Clock(end, '.')) < 0)
                text.Append('<').Append(last = time).Append('>');
            text.Append(Escape(word.Text));
            done = at + word.Text.Length;
        }

        return text.Append(Escape(line[done..])).ToString();
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
