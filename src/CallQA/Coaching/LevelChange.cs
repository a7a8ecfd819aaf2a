namespace CallQA.Coaching;

/// <summary>A week from which on a measure lies at another level than before.</summary>
/// <param name="Week">The first week of the new level.</param>
/// <param name="Before">The level before, within the period.</param>
/// <param name="After">The level since.</param>
/// <param name="Error">How often calls in random order show a step as clear as this one, 0–1.</param>
public sealed record LevelChange(ReportWeek Week, Average Before, Average After, double Error);
