using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring;

/// <summary>What the answers add up to, by the same arithmetic for machine and reviewer.</summary>
/// <param name="Sections">One entry a section, in the scorecard's order.</param>
/// <param name="Overall">Weighted section results, 0–100; 0 after an auto-fail; null when nothing applied.</param>
public sealed record Totals(IReadOnlyList<SectionResult> Sections, double? Overall)
{
    /// <summary>
    /// Adds up. Answers without points (not applicable, left to a person) are outside the denominator; sections without any
    /// points are outside the weights.
    /// </summary>
    /// <param name="scorecard">The form.</param>
    /// <param name="answers">Answers to its questions, in any order; missing ones count as not given.</param>
    public static Totals Of(Scorecard scorecard, IReadOnlyList<Answer> answers)
    {
        var byQuestion = answers.ToDictionary(answer => answer.Question);
        var sections = scorecard.Sections.Select(section => Of(section, byQuestion)).ToList();
        return new Totals(sections, Fails(scorecard.Questions, byQuestion, AutoFailScope.Evaluation) ? 0 : Weigh(sections));
    }

    private static SectionResult Of(ScorecardSection section, Dictionary<string, Answer> answers)
    {
        var counted = section.Questions
            .Select(question => answers.GetValueOrDefault(question.Id))
            .Where(answer => answer?.Points is not null)
            .ToList();
        var possible = counted.Sum(answer => answer!.MaxPoints);
        double? percent = possible > 0 ? 100 * counted.Sum(answer => answer!.Points!.Value) / possible : null;
        return new SectionResult(
            section.Id,
            Fails(section.Questions, answers, AutoFailScope.Section) ? 0 : percent,
            section.Weight);
    }

    private static double? Weigh(IReadOnlyList<SectionResult> sections)
    {
        var counted = sections.Where(section => section.Percent is not null).ToList();
        return counted.Count == 0
            ? null
            : counted.Sum(section => section.Percent!.Value * section.Weight) / counted.Sum(section => section.Weight);
    }

    private static bool Fails(
        IEnumerable<ScorecardQuestion> questions,
        Dictionary<string, Answer> answers,
        AutoFailScope scope) =>
        questions.Any(question =>
            question.AutoFail?.Scope == scope && answers.TryGetValue(question.Id, out var answer) && answer.AutoFail);
}
