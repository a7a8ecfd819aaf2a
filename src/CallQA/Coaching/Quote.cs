using CallQA.Scoring;

namespace CallQA.Coaching;

/// <summary>The criteria of the rubric.</summary>
public enum Criterion
{
    /// <summary>1–5.</summary>
    Empathy,

    /// <summary>1–5.</summary>
    Courtesy,

    /// <summary>Resolved, partial or unresolved.</summary>
    Resolution,
}

/// <summary>A passage of one of the calls.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Evidence">The passage.</param>
public sealed record Quote(string CallId, Evidence Evidence);

/// <summary>The passages that moved a criterion most, at most one a call on either side.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="For">Passages that raised the score, strongest first.</param>
/// <param name="Against">Passages that lowered the score, strongest first.</param>
public sealed record CriterionQuotes(Criterion Criterion, IReadOnlyList<Quote> For, IReadOnlyList<Quote> Against);
