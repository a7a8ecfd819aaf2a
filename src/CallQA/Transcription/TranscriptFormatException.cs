namespace CallQA.Transcription;

/// <summary>A transcript file that is not in the documented form.</summary>
/// <param name="message">One sentence with file, line or turn, value and remedy; never what was said.</param>
/// <param name="innerException">The technical cause, for the operator.</param>
public sealed class TranscriptFormatException(string message, Exception? innerException = null)
    : InputException(InputFault.Transcript, message, innerException);
