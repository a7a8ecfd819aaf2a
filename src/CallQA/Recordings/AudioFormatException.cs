namespace CallQA.Recordings;

/// <summary>A recording that is no audio, is damaged or empty, or is of a kind that cannot be decoded.</summary>
/// <param name="message">One sentence with the file, what is wrong with it and the remedy.</param>
/// <param name="innerException">The technical cause, for the operator.</param>
public sealed class AudioFormatException(string message, Exception? innerException = null)
    : InputException(InputFault.Audio, message, innerException);
