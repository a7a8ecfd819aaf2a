using System.Globalization;

namespace CallQA.Scoring.Scorecards;

/// <summary>Writes an evaluation question by question as plain text for people, beside the form it was made with.</summary>
public static class EvaluationText
{
    /// <summary>Renders the evaluation.</summary>
    /// <param name="scorecard">The form of the evaluation.</param>
    /// <param name="evaluation">What was answered.</param>
    /// <param name="language">One of the form's languages, ISO 639-1; reasons stay in the call's language.</param>
    /// <returns>Lines without line ends.</returns>
    /// <exception cref="InputException">The evaluation was made with another scorecard or version.</exception>
    public static IReadOnlyList<string> Render(Scorecard scorecard, Evaluation evaluation, string language)
    {
        if (evaluation.Scorecard != scorecard.Reference)
        {
            throw new InputException(
                InputFault.Scorecard, $"The evaluation of '{evaluation.CallId}' was made with {evaluation.Scorecard}, not with {scorecard.Reference}; give that one.");
        }

        var answers = evaluation.Answers.ToDictionary(answer => answer.Question);
        var results = evaluation.Sections.ToDictionary(section => section.Section);
        return
        [
            $"{scorecard.Title.In(language)} ({scorecard.Reference}) · {evaluation.CallId}: {Percent(evaluation.Overall)}{(evaluation.NeedsReview ? " ?" : "")}",
            .. scorecard.Sections.SelectMany(section => Section(section, results[section.Id], answers, language)),
        ];
    }

    private static IEnumerable<string> Section(
        ScorecardSection section, SectionResult result, Dictionary<string, Answer> answers, string language) =>
    [
        "",
        $"{section.Title.In(language)} [{section.Id}] · {Percent(result.Percent)}",
        .. section.Questions.SelectMany(question => Question(question, answers[question.Id], language)),
    ];

    private static IEnumerable<string> Question(ScorecardQuestion question, Answer answer, string language)
    {
        var choice = answer.Choice is { } value ? question.Option(value)!.Label.In(language) : "–";
        var points = answer.Points is { } reached ? $" {Number(reached)}/{Number(answer.MaxPoints)}" : "";
        var marks = (answer.AutoFail ? " !" : "") + (answer.NeedsReview ? " ?" : "");
        yield return $"  {question.Text.In(language)} [{question.Id}]";
        yield return $"    {choice}{points}{marks} · {answer.Reason}";
    }

    private static string Percent(double? share) => share is { } value ? Number(Math.Round(value, 1)) + " %" : "–";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
