namespace CallQA.Engines.Whisper.Downloads;

/// <summary>The connection broke while the file was coming, which a new attempt may mend.</summary>
/// <param name="message">What broke, as a part of a sentence.</param>
/// <param name="innerException">The technical cause, or null.</param>
internal sealed class BrokenConnectionException(string message, Exception? innerException = null) : IOException(message, innerException);
