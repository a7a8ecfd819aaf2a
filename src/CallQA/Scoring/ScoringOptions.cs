namespace CallQA.Scoring;

/// <summary>How the machine's answers are judged.</summary>
public sealed record ScoringOptions
{
    /// <summary>
    /// Confidence below which a rule's answer needs review. 0–1; the default is 0.5. The models set their own threshold.
    /// </summary>
    public double ReviewBelow { get; init; } = 0.5;

    /// <summary>
    /// Mean certainty of the recognised words (by words, over all turns) below which every criterion needs review. 0–1; the
    /// default is 0.85. Transcripts without certainties are taken as written by people.
    /// </summary>
    public double UncertainHearingBelow { get; init; } = 0.85;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="InputException">A value is out of range.</exception>
    public void Validate()
    {
        Check(nameof(ReviewBelow), ReviewBelow);
        Check(nameof(UncertainHearingBelow), UncertainHearingBelow);
    }

    private static void Check(string option, double value)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw new InputException(
                InputFault.Settings,
                FormattableString.Invariant($"The scoring option {option} is {value}; set it from 0 to 1."));
        }
    }
}
