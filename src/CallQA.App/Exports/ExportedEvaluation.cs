using CallQA.App.Review;
using CallQA.Recordings;
using CallQA.Scoring;

namespace CallQA.App.Exports;

/// <summary>One answer of an evaluation for other programs.</summary>
internal sealed record ExportedAnswer(
    string Question, bool Applicable, string? Choice, double? Points, double MaxPoints, double? Confidence, bool? NeedsReview, bool AutoFail, string? MachineChoice, bool? Changed);

/// <summary>One evaluation for other programs, the machine's or a person's.</summary>
internal sealed record ExportedEvaluation(
    string Id, string Evaluator, string Kind, Call Call, string Scorecard, string? Model, string? Reviewer, DateTimeOffset At, bool Current,
    int? Empathy, int? Courtesy, string? Resolution, double? Overall, bool? NeedsReview, bool AutoFail, bool? Blind, int? Changed, IReadOnlyList<ExportedAnswer> Answers)
{
    /// <summary>The customer's mood; null where it is not known, and in a person's evaluation.</summary>
    public CustomerMood? Mood { get; init; }

    private const string Machine = "machine";
    private const string Human = "human";

    public static ExportedEvaluation Of(long id, Call call, Evaluation found, bool current) => new(
        FormattableString.Invariant($"m-{id}"), Machine, "evaluation", call, found.Scorecard, found.Model, Reviewer: null, found.EvaluatedAt, current,
        found.Scores.Empathy.Score, found.Scores.Courtesy.Score, found.Scores.Resolution.Score?.ToString().ToLowerInvariant(), found.Overall, found.NeedsReview,
        found.Answers.Any(answer => answer.AutoFail), Blind: null, Changed: null,
        [.. found.Answers.Select(answer => new ExportedAnswer(
            answer.Question, answer.Applicable, answer.Choice, answer.Points, answer.MaxPoints, answer.Confidence, answer.NeedsReview, answer.AutoFail, MachineChoice: null, Changed: null))])
    {
        Mood = found.CustomerMood,
    };

    public static ExportedEvaluation Of(Call call, SubmittedReview review, bool current) => new(
        FormattableString.Invariant($"h-{review.Id}"), Human, review.Kind.ToString().ToLowerInvariant(), call, review.Scorecard, Model: null, review.Reviewer, review.SubmittedAt, current,
        Empathy: null, Courtesy: null, Resolution: null, review.Overall, NeedsReview: null, review.AutoFail, review.Blind, review.Answers.Count(answer => answer.Changed),
        [.. review.Answers.Select(answer => new ExportedAnswer(
            answer.Question, answer.Applies, answer.Choice, answer.Points, answer.MaxPoints, Confidence: null, NeedsReview: null, answer.AutoFail, answer.MachineChoice, answer.Changed))]);
}
