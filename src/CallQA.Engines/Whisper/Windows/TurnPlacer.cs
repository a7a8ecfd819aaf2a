using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Transcription;

namespace CallQA.Engines.Whisper.Windows;

/// <summary>Gives segments of a window their times in the recording.</summary>
/// <param name="window">The window.</param>
/// <param name="speaker">Who is on its channel.</param>
/// <param name="duration">Length of the recording, which no time goes beyond.</param>
/// <param name="padding">What the window's speech was given before and after it: a turn keeps no more of that than <see cref="KeptPadding"/>.</param>
internal sealed class TurnPlacer(SpeechWindow window, Speaker speaker, TimeSpan duration, TimeSpan padding = default)
{
    /// <summary>Air around a turn, which has its soft sounds; a model that likes to hear more of it does not make turns longer.</summary>
    private static readonly TimeSpan KeptPadding = TimeSpan.FromSeconds(0.15);

    /// <summary>More digits of a word's confidence mean nothing and lengthen the file.</summary>
    private const int ConfidenceDigits = 3;

    private int Trimmed => Math.Max(0, Sample((padding - KeptPadding).TotalSeconds));

    /// <summary>Where speech was cut, or the recording begins or ends, there is no padding.</summary>
    private int Begin => window.Pieces[0].Start + (window.CutBefore || window.Pieces[0].Start == 0 ? 0 : Trimmed);

    private int End => window.Pieces[^1].End - (window.CutAfter || window.Pieces[^1].End >= Sample(duration.TotalSeconds) ? 0 : Trimmed);

    /// <summary>The segment as a turn, its words inside it and in order.</summary>
    public Turn Place(Segment segment)
    {
        var start = TimeAt(Math.Max(window.ToChannel(Sample(segment.Start), asEnd: false), Begin));
        var end = TimeAt(Math.Min(window.ToChannel(Sample(segment.End), asEnd: true), End));
        end = end < start ? start : end;
        return new Turn(speaker, segment.Text, start, end, segment.Confidence, segment.Words is null ? null : Words(segment.Words, start, end));
    }

    private List<Word> Words(IReadOnlyList<TimedWord> words, TimeSpan start, TimeSpan end)
    {
        var placed = new List<Word>(words.Count);
        foreach (var word in words)
        {
            var (first, last) = window.PlaceWord(Sample(word.Start), Sample(word.End));
            start = Clamp(TimeAt(first), start, end);
            placed.Add(new Word(word.Text, start, Clamp(TimeAt(last), start, end), Math.Round(word.Confidence, ConfidenceDigits)));
        }

        return placed;
    }

    private static int Sample(double seconds) => (int)(seconds * LogMel.SampleRate);

    private static TimeSpan Clamp(TimeSpan time, TimeSpan start, TimeSpan end) => time < start ? start : time > end ? end : time;

    private TimeSpan TimeAt(int sample)
    {
        var time = TimeSpan.FromMilliseconds(Math.Round(sample * 1000.0 / LogMel.SampleRate));
        return time < duration ? time : duration;
    }
}
