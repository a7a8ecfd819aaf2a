namespace CallQA.Redaction;

/// <summary>Personal data in a transcript, as a place and never as text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Turn">The turn, from 0.</param>
/// <param name="FirstWord">First word of it in the turn's text, from 0, words being what white space separates.</param>
/// <param name="WordCount">Number of words, at least 1.</param>
/// <param name="Start">Where it begins in the recording; null when the transcript has no times.</param>
/// <param name="End">Where it ends in the recording; null when the transcript has no times.</param>
public sealed record Finding(PersonalDataKind Kind, int Turn, int FirstWord, int WordCount, TimeSpan? Start = null, TimeSpan? End = null);
