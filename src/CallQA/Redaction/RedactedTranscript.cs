using CallQA.Transcription;

namespace CallQA.Redaction;

/// <summary>A transcript without the personal data that was found in it.</summary>
/// <param name="Transcript">What may be stored and shown: the same turns, a mark where something was.</param>
/// <param name="Findings">Where something was, words being those of the transcript as it was heard.</param>
public sealed record RedactedTranscript(Transcript Transcript, IReadOnlyList<Finding> Findings);
