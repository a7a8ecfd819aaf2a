namespace CallQA.Recordings;

/// <summary>A stretch of a recording.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="Until">Where it ends, not before <paramref name="From"/>.</param>
public readonly record struct AudioSpan(TimeSpan From, TimeSpan Until);
