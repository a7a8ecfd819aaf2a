using System.Globalization;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Review;

/// <summary>What a person answered to the questions that the scoring models answer, too.</summary>
/// <param name="scorecard">The scorecard answered.</param>
/// <param name="choices">The chosen option by question; what does not apply is left out.</param>
internal sealed class CriterionAnswers(Scorecard scorecard, IReadOnlyDictionary<string, string?> choices)
{
    /// <summary>1–5; null where nothing asks for it, or nobody answered.</summary>
    public int? Empathy => Degree(ModelCriterion.Empathy);

    /// <summary>1–5; null where nothing asks for it, or nobody answered.</summary>
    public int? Courtesy => Degree(ModelCriterion.Courtesy);

    /// <summary>Null where nothing asks for it, or nobody answered.</summary>
    public Resolution? Resolution => Enum.TryParse<Resolution>(Choice(ModelCriterion.Resolution), ignoreCase: true, out var resolution) ? resolution : null;

    /// <summary>The options chosen in a review, by question.</summary>
    public static Dictionary<string, string?> ChoicesOf(SubmittedReview review) =>
        review.Answers.Where(answer => answer.Applies).ToDictionary(answer => answer.Question, answer => answer.Choice, StringComparer.Ordinal);

    private int? Degree(ModelCriterion criterion) => int.TryParse(Choice(criterion), CultureInfo.InvariantCulture, out var degree) && degree is >= 1 and <= 5 ? degree : null;

    private string? Choice(ModelCriterion criterion) =>
        scorecard.Questions.FirstOrDefault(question => question.Source is ModelSource model && model.Criterion == criterion) is { } asked ? choices.GetValueOrDefault(asked.Id) : null;
}
