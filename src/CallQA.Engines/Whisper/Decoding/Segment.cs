namespace CallQA.Engines.Whisper.Decoding;

/// <summary>A stretch of text with its times inside a window.</summary>
/// <param name="Text">The words, trimmed.</param>
/// <param name="Start">Seconds from the window's start.</param>
/// <param name="End">Seconds from the window's start, not before <paramref name="Start"/>.</param>
/// <param name="Confidence">Mean probability of the text tokens, 0–1.</param>
internal sealed record Segment(string Text, double Start, double End, double Confidence);
