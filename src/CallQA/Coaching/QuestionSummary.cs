namespace CallQA.Coaching;

/// <summary>A section's result.</summary>
/// <param name="Section">The section of the form.</param>
/// <param name="Percent">Mean result, 0–100.</param>
/// <param name="Questions">Its questions.</param>
public sealed record SectionSummary(FormSection Section, Measure Percent, IReadOnlyList<QuestionSummary> Questions);

/// <summary>A question's result.</summary>
/// <param name="Question">The question of the form.</param>
/// <param name="Share">Mean share of the points reached, 0–1.</param>
/// <param name="NotApplicable">Evaluated calls in which the question's condition does not hold.</param>
/// <param name="LeftToPerson">Evaluated calls in which it applies and has no answer yet.</param>
/// <param name="NeedReview">Answers that a person has to look at.</param>
/// <param name="AutoFails">Answers that fail the section or the whole.</param>
/// <param name="Standing">Where it stands against the others.</param>
/// <param name="AgainstTarget">Where it stands against the target.</param>
public sealed record QuestionSummary(
    FormQuestion Question,
    Measure Share,
    int NotApplicable,
    int LeftToPerson,
    int NeedReview,
    int AutoFails,
    Standing Standing,
    Standing AgainstTarget);

/// <summary>Where a result stands against something.</summary>
public enum Standing
{
    /// <summary>Too few calls on one side: nothing may be said.</summary>
    NotEnoughCalls,

    /// <summary>Below, and more than chance explains.</summary>
    ClearlyBelow,

    /// <summary>Below, but chance may explain it.</summary>
    Below,

    /// <summary>The same.</summary>
    Level,

    /// <summary>Above, but chance may explain it.</summary>
    Above,

    /// <summary>Above, and more than chance explains.</summary>
    ClearlyAbove,
}

/// <summary>What a finding is measured against.</summary>
public enum FindingReference
{
    /// <summary>The others.</summary>
    Others,

    /// <summary>The target.</summary>
    Target,
}

/// <summary>A strength or a weakness.</summary>
/// <param name="Question">The question.</param>
/// <param name="Against">What it is measured against.</param>
/// <param name="Gap">Share minus that of the reference, −1 to 1.</param>
/// <param name="IsClear">True when it is more than chance explains; otherwise it is a hint to listen, no more.</param>
/// <param name="Quote">The passage that moved the answers most, or null.</param>
public sealed record Finding(
    QuestionSummary Question,
    FindingReference Against,
    double Gap,
    bool IsClear,
    Quote? Quote);
