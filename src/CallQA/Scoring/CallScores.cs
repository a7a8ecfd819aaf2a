using System.Text.Json.Serialization;
using CallQA.Transcription;

namespace CallQA.Scoring;

/// <summary>At the end of the call, was the customer's reason for calling dealt with?</summary>
public enum Resolution
{
    /// <summary>Refused, deflected, vague, given up.</summary>
    Unresolved,

    /// <summary>A concrete committed next step, or one of several requests settled.</summary>
    Partial,

    /// <summary>Done or answered on the call, nothing left open for the customer.</summary>
    Resolved,
}

/// <summary>A passage of the call that moved a score.</summary>
/// <param name="Turn">Index of the turn in the transcript, from 0.</param>
/// <param name="Speaker">Who says it.</param>
/// <param name="Quote">The words.</param>
/// <param name="Start">Where it begins in the recording; null when the transcript has no times.</param>
/// <param name="End">Where it ends in the recording; null when the transcript has no times.</param>
/// <param name="Contribution">How far it moved the score in the score's own unit: above 0 for, below 0 against.</param>
public sealed record Evidence(
    int Turn,
    Speaker Speaker,
    string Quote,
    TimeSpan? Start,
    TimeSpan? End,
    double Contribution);

/// <summary>One criterion's score with what stands behind it.</summary>
/// <typeparam name="T">Kind of score: 1–5 or <see cref="Resolution"/>.</typeparam>
/// <param name="Score">The score; null when the call cannot be scored, the reason saying why.</param>
/// <param name="Confidence">Calibrated probability that a careful reviewer gives the same score, 0–1.</param>
/// <param name="Reason">One sentence in the call's language.</param>
/// <param name="Evidence">The passages that moved the score most, strongest first.</param>
/// <param name="NeedsReview">True without evidence, below the confidence threshold, or without a score.</param>
public sealed record CriterionScore<T>(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] T? Score,
    double Confidence,
    string Reason,
    IReadOnlyList<Evidence> Evidence,
    bool NeedsReview)
    where T : struct;

/// <summary>The three criteria of the rubric.</summary>
/// <param name="Empathy">1–5.</param>
/// <param name="Courtesy">1–5.</param>
/// <param name="Resolution">Resolved, partial or unresolved.</param>
public sealed record CallScores(
    CriterionScore<int> Empathy,
    CriterionScore<int> Courtesy,
    CriterionScore<Resolution> Resolution);
