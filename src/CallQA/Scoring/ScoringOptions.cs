namespace CallQA.Scoring;

/// <summary>How the machine's answers are judged.</summary>
public sealed record ScoringOptions
{
    /// <summary>
    /// Confidence below which a rule's answer needs review. 0–1; the default is 0.5. The models set their own threshold.
    /// </summary>
    public double ReviewBelow { get; init; } = 0.5;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="InputException">A value is out of range.</exception>
    public void Validate()
    {
        if (ReviewBelow is not (>= 0 and <= 1))
        {
            throw new InputException(
                InputFault.Settings,
                FormattableString.Invariant($"The scoring option ReviewBelow is {ReviewBelow}; set it from 0 to 1."));
        }
    }
}
