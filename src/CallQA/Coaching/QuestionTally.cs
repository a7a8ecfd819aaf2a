using CallQA.Scoring;

namespace CallQA.Coaching;

/// <summary>Adds up the answers to a form, question by question.</summary>
internal sealed class QuestionTally(ReportForm form, ReportSample sample, CoachingReportOptions options)
{
    private readonly ILookup<string, Answer> own =
        CallValues.Evaluations(sample.Own).SelectMany(evaluation => evaluation.Answers).ToLookup(answer => answer.Question);

    // What a person has reviewed needs nobody any more.
    private readonly Dictionary<string, int> needReview = CallValues.Evaluations(sample.Own.Where(call => !call.IsReviewed))
        .SelectMany(evaluation => evaluation.Answers).Where(answer => answer.NeedsReview).CountBy(answer => answer.Question).ToDictionary();

    public List<SectionSummary> Sections()
    {
        var shares = form.Sections.SelectMany(section => section.Questions).ToDictionary(question => question.Id, Compare);
        var others = Significance.Threshold(shares.Values.Where(share => share.Others.Interval is not null).Select(share => share.AgainstOthersError));
        var target = Significance.Threshold(shares.Values.Where(share => share.Own.Interval is not null).Select(share => share.AgainstTargetError));
        return [.. form.Sections.Select(section => Summarise(section, shares, others, target))];
    }

    private SectionSummary Summarise(FormSection section, Dictionary<string, ComparedShare> shares, double others, double target) => new(
        section,
        Measure.Of(Percent(sample.OwnTally.Sections[section.Id]), Percent(sample.Others.Sections[section.Id])),
        [.. section.Questions.Select(question => Summarise(question, shares[question.Id], others, target))]);

    private QuestionSummary Summarise(FormQuestion question, ComparedShare share, double others, double target)
    {
        var answers = own[question.Id].ToList();
        var measure = Measure.Of(share.Own, share.Others);
        return new QuestionSummary(
            question,
            measure,
            answers.Count(answer => !answer.Applicable),
            answers.Count(answer => answer is { Applicable: true, Points: null }),
            needReview.GetValueOrDefault(question.Id),
            answers.Count(answer => answer.AutoFail),
            Stand(measure.Difference, share.AgainstOthersError <= others),
            Stand(AgainstTarget(share.Own), share.AgainstTargetError <= target));
    }

    private ComparedShare Compare(FormQuestion question)
    {
        var (mine, theirs) = (Share(sample.OwnTally.Questions[question.Id]), Share(sample.Others.Questions[question.Id]));
        return new ComparedShare(mine, theirs, Significance.OfDifference(mine, theirs), Significance.OfTarget(mine, Target));
    }

    private double Target => options.TargetPercent / 100;

    private Difference? AgainstTarget(Average share) => share.Mean is not { } mean ? null
        : new Difference(mean - Target, share.Interval is { } i ? new Interval(i.Low - Target, i.High - Target) : null);

    private static Standing Stand(Difference? difference, bool isClear) => difference switch
    {
        null or { Interval: null } => Standing.NotEnoughCalls,
        { Sign: 0 } => Standing.Level,
        { Value: > 0 } => isClear ? Standing.ClearlyAbove : Standing.Above,
        _ => isClear ? Standing.ClearlyBelow : Standing.Below,
    };

    private Average Percent(Moments values) => Estimate.Mean(values, options.MinimumCalls, 0, 100);

    private Average Share(Moments values) => Estimate.Share(values, options.MinimumCalls);

    /// <summary>A question's shares, and the errors of calling them different.</summary>
    private sealed record ComparedShare(Average Own, Average Others, double AgainstOthersError, double AgainstTargetError);
}
