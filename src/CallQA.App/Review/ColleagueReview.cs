namespace CallQA.App.Review;

/// <summary>A review of the same call by somebody else. Its score is not told: it would draw the own answers towards it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="By">Name of the reviewer.</param>
/// <param name="At">When it was submitted.</param>
public sealed record ColleagueReview(long Id, string By, DateTimeOffset At);
