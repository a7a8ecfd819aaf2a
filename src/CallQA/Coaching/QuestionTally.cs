using CallQA.Scoring;

namespace CallQA.Coaching;

/// <summary>Adds up the answers to a form, question by question.</summary>
internal sealed class QuestionTally(ReportForm form, ReportSample sample, CoachingReportOptions options)
{
    private readonly ILookup<string, Answer> own = AnswersOf(sample.Own);
    private readonly ILookup<string, Answer> others = AnswersOf(sample.Others);
    private readonly ILookup<string, double> ownSections = SectionsOf(sample.Own);
    private readonly ILookup<string, double> otherSections = SectionsOf(sample.Others);

    public List<SectionSummary> Sections() => [.. form.Sections.Select(Summarise)];

    private SectionSummary Summarise(FormSection section) => new(
        section,
        Measure.Of(Percent(ownSections[section.Id]), Percent(otherSections[section.Id])),
        [.. section.Questions.Select(Summarise)]);

    private QuestionSummary Summarise(FormQuestion question)
    {
        var answers = own[question.Id].ToList();
        var share = Measure.Of(Share(answers), Share(others[question.Id]));
        return new QuestionSummary(
            question,
            share,
            answers.Count(answer => !answer.Applicable),
            answers.Count(answer => answer is { Applicable: true, Points: null }),
            answers.Count(answer => answer.NeedsReview),
            answers.Count(answer => answer.AutoFail),
            Stand(share.Difference),
            Stand(AgainstTarget(share.Own)));
    }

    private Difference? AgainstTarget(Average share)
    {
        var target = options.TargetPercent / 100;
        return share.Mean is not { } mean ? null
            : new Difference(mean - target, share.Interval is { } i ? new Interval(i.Low - target, i.High - target) : null);
    }

    private static Standing Stand(Difference? difference) => difference switch
    {
        null or { Interval: null } => Standing.NotEnoughCalls,
        { Value: > 0, IsClear: true } => Standing.ClearlyAbove,
        { Value: < 0, IsClear: true } => Standing.ClearlyBelow,
        { Value: > 0 } => Standing.Above,
        { Value: < 0 } => Standing.Below,
        _ => Standing.Level,
    };

    private Average Percent(IEnumerable<double> values) => Estimate.Mean([.. values], options.MinimumCalls, 0, 100);

    private Average Share(IEnumerable<Answer> answers) => Estimate.Share(
        [.. answers.Where(answer => answer is { Points: not null, MaxPoints: > 0 }).Select(answer => answer.Points!.Value / answer.MaxPoints)],
        options.MinimumCalls);

    private static ILookup<string, Answer> AnswersOf(IEnumerable<CallRow> calls) =>
        MeasureValues.Evaluations(calls).SelectMany(evaluation => evaluation.Answers).ToLookup(answer => answer.Question);

    private static ILookup<string, double> SectionsOf(IEnumerable<CallRow> calls) =>
        MeasureValues.Evaluations(calls)
            .SelectMany(evaluation => evaluation.Sections)
            .Where(section => section.Percent is not null)
            .ToLookup(section => section.Section, section => section.Percent!.Value);
}
