namespace CallQA.Scoring;

/// <summary>A moment at which the customer's mood goes over to the other side.</summary>
/// <param name="Turn">Index of the customer's turn that shows it, from 0.</param>
/// <param name="Change">Where to; never <see cref="MoodChange.None"/>.</param>
public sealed record MoodFlip(int Turn, MoodChange Change);
