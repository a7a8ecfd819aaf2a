namespace CallQA.Redaction;

/// <summary>Where personal data was taken out of a transcript, and must not be heard either.</summary>
/// <param name="Kind">What was there.</param>
/// <param name="Turn">The turn, from 0.</param>
/// <param name="Start">Where it begins in the recording; null when the transcript has no times: it may then be anywhere.</param>
/// <param name="End">Where it ends in the recording; null when the transcript has no times.</param>
public sealed record RedactedSpan(PersonalDataKind Kind, int Turn, TimeSpan? Start = null, TimeSpan? End = null);
