namespace CallQA.Scoring;

/// <summary>Whose evaluation it is. A human's stands beside the machine's and never replaces it.</summary>
public enum Evaluator
{
    /// <summary>The models and rules.</summary>
    Machine,

    /// <summary>A reviewer.</summary>
    Human,
}

/// <summary>The answer to one question of a scorecard.</summary>
/// <param name="Question">Stable identifier of the question.</param>
/// <param name="Choice">The chosen option's value (<c>yes</c>, <c>4</c>, <c>partial</c>); null when not applicable or left to a person.</param>
/// <param name="Points">Points reached; null when not applicable or left to a person, and then outside the denominator.</param>
/// <param name="MaxPoints">Points that could be reached.</param>
/// <param name="Applicable">False when the question's condition does not hold in this call.</param>
/// <param name="Confidence">0–1; rules are 1 when certain.</param>
/// <param name="Reason">One sentence in the call's language.</param>
/// <param name="Evidence">The passages behind it.</param>
/// <param name="NeedsReview">True when a person has to look.</param>
/// <param name="AutoFail">True when this answer fails its section or the whole evaluation.</param>
public sealed record Answer(
    string Question,
    string? Choice,
    double? Points,
    double MaxPoints,
    bool Applicable,
    double Confidence,
    string Reason,
    IReadOnlyList<Evidence> Evidence,
    bool NeedsReview,
    bool AutoFail = false);

/// <summary>One section's result.</summary>
/// <param name="Section">Stable identifier of the section.</param>
/// <param name="Percent">Points reached over points possible, 0–100; null when no question applied.</param>
/// <param name="Weight">Weight in the whole, as in the scorecard.</param>
public sealed record SectionResult(string Section, double? Percent, double Weight);

/// <summary>What the models hear in one turn of the customer's.</summary>
/// <param name="Turn">Index of the turn in the transcript, from 0.</param>
/// <param name="Emotion">The likeliest emotion, for example <c>frustrated</c>; never <c>neutral</c>.</param>
public sealed record CustomerEmotion(int Turn, string Emotion);

/// <summary>One call, evaluated against one version of a scorecard.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Evaluator">Machine or human.</param>
/// <param name="Scorecard">Identifier and version of the scorecard, for example <c>service-call@1</c>.</param>
/// <param name="Model">Version of the models that answered.</param>
/// <param name="Scores">The three criteria of the rubric.</param>
/// <param name="Answers">One entry a question, in the scorecard's order.</param>
/// <param name="Sections">One entry a section, in the scorecard's order.</param>
/// <param name="Overall">Weighted section results, 0–100; 0 after an auto-fail; null when nothing applied.</param>
/// <param name="NeedsReview">True when any criterion or answer needs a person.</param>
/// <param name="EvaluatedAt">When.</param>
public sealed record Evaluation(
    string CallId,
    Evaluator Evaluator,
    string Scorecard,
    string Model,
    CallScores Scores,
    IReadOnlyList<Answer> Answers,
    IReadOnlyList<SectionResult> Sections,
    double? Overall,
    bool NeedsReview,
    DateTimeOffset EvaluatedAt)
{
    /// <summary>The customer's turns with an emotion; null in evaluations stored before they were kept, and in a person's.</summary>
    public IReadOnlyList<CustomerEmotion>? CustomerEmotions { get; init; }

    /// <summary>The customer's mood over the call; null in evaluations stored before it was kept, and in a person's.</summary>
    public CustomerMood? CustomerMood { get; init; }

    /// <summary>From where it was taken over; null for one that was made here.</summary>
    public Provenance? TakenOver { get; init; }
}
