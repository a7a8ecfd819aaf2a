namespace CallQA.Engines.Whisper;

/// <summary>A model file that is missing, damaged, of another format or of another shape than its header says.</summary>
/// <param name="message">One sentence: what is wrong, where, and what to do.</param>
/// <param name="innerException">The technical cause, or null.</param>
public sealed class UnusableModelException(string message, Exception? innerException = null)
    : InputException(InputFault.Model, message, innerException);
