using CallQA.Scoring;

namespace CallQA.Coaching;

/// <summary>Adds up the answers to a form, question by question.</summary>
internal sealed class QuestionTally(ReportForm form, ReportSample sample, CoachingReportOptions options)
{
    private readonly ILookup<string, Answer> own =
        CallValues.Evaluations(sample.Own).SelectMany(evaluation => evaluation.Answers).ToLookup(answer => answer.Question);

    public List<SectionSummary> Sections() => [.. form.Sections.Select(Summarise)];

    private SectionSummary Summarise(FormSection section) => new(
        section,
        Measure.Of(Percent(sample.OwnTally.Sections[section.Id]), Percent(sample.Others.Sections[section.Id])),
        [.. section.Questions.Select(Summarise)]);

    private QuestionSummary Summarise(FormQuestion question)
    {
        var answers = own[question.Id].ToList();
        var share = Measure.Of(Share(sample.OwnTally.Questions[question.Id]), Share(sample.Others.Questions[question.Id]));
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
        { Sign: 0 } => Standing.Level,
        { Value: > 0, IsClear: true } => Standing.ClearlyAbove,
        { Value: < 0, IsClear: true } => Standing.ClearlyBelow,
        { Value: > 0 } => Standing.Above,
        _ => Standing.Below,
    };

    private Average Percent(Moments values) => Estimate.Mean(values, options.MinimumCalls, 0, 100);

    private Average Share(Moments values) => Estimate.Share(values, options.MinimumCalls);
}
