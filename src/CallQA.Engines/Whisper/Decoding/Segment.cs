namespace CallQA.Engines.Whisper.Decoding;

/// <summary>A stretch of text with its times inside a window.</summary>
/// <param name="Text">The words, trimmed.</param>
/// <param name="Start">Seconds from the window's start.</param>
/// <param name="End">Seconds from the window's start, not before <paramref name="Start"/>.</param>
/// <param name="Confidence">Mean probability of the text tokens, 0–1.</param>
/// <param name="Words">Its words in order; null when word times are not wanted.</param>
internal sealed record Segment(string Text, double Start, double End, double Confidence, IReadOnlyList<TimedWord>? Words = null)
{
    /// <summary>The segment so many seconds later.</summary>
    public Segment Move(double seconds) => seconds == 0 ? this : this with
    {
        Start = Start + seconds,
        End = End + seconds,
        Words = Words is null ? null : [.. Words.Select(word => word with { Start = word.Start + seconds, End = word.End + seconds })],
    };

    /// <summary>A segment of some of this one's words.</summary>
    /// <param name="words">The words, one after the other in <see cref="Words"/>; at least one.</param>
    public Segment Part(IReadOnlyList<TimedWord> words) => words.Count == Words!.Count ? this : new Segment(
        string.Concat(words.Select(word => word.Blank ? " " + word.Text : word.Text)).Trim(),
        words[0] == Words[0] ? Start : words[0].Start,
        words[^1] == Words[^1] ? End : words[^1].End,
        words.Average(word => word.Confidence),
        words);
}

/// <summary>A word with its times inside a window.</summary>
/// <param name="Text">The word, punctuation attached.</param>
/// <param name="Start">Seconds from the window's start.</param>
/// <param name="End">Seconds from the window's start, not before <paramref name="Start"/>.</param>
/// <param name="Confidence">Mean probability of its tokens, 0–1.</param>
/// <param name="Blank">True when a blank stands before it.</param>
internal sealed record TimedWord(string Text, double Start, double End, double Confidence, bool Blank = true);
