namespace CallQA.App.Review;

/// <summary>Refuses what was made of something that is another by now: an earlier scorecard, transcript or evaluation. The message says what to do.</summary>
internal sealed class OutdatedException(InputFault fault, string message) : InputException(fault, message);
