namespace CallQA.Coaching;

/// <summary>
/// Names strengths and weaknesses. A strength reaches the target, or is above the others by more than its own interval and not clearly below the
/// target; every other question below the target is a weakness. The reference is the others where both sides have enough calls and the others differ in the finding's direction, the
/// target otherwise. Clear ones come first, then wider gaps, then the form's order.
/// </summary>
internal sealed class FindingPicker(IReadOnlyList<CallRow> calls, CoachingReportOptions options)
{
    public List<Finding> Strengths(IEnumerable<SectionSummary> sections) =>
        Pick(sections, question => IsGood(question) ? Find(question, +1) : null);

    public List<Finding> Weaknesses(IEnumerable<SectionSummary> sections) =>
        Pick(sections, question => IsGood(question) ? null : Find(question, -1));

    private List<Finding> Pick(IEnumerable<SectionSummary> sections, Func<QuestionSummary, Finding?> find) =>
    [
        .. sections
            .SelectMany(section => section.Questions)
            .Where(question => question.AgainstTarget != Standing.NotEnoughCalls)
            .Select(find)
            .OfType<Finding>()
            .OrderByDescending(finding => finding.IsClear)
            .ThenByDescending(finding => Math.Round(Math.Abs(finding.Gap), 9))
            .Take(options.Findings)
            .Select(finding => finding with
            {
                Quote = QuotePicker.ForQuestion(calls, finding.Question.Question.Id, Math.Sign(finding.Gap)),
            }),
    ];

    private bool IsGood(QuestionSummary question) =>
        Math.Round(question.Share.Own.Mean!.Value - options.TargetPercent / 100, 9) >= 0
        || question is { Share.Difference: { IsClear: true, Sign: > 0 }, AgainstTarget: not Standing.ClearlyBelow };

    private Finding? Find(QuestionSummary question, int direction)
    {
        var (against, gap, standing) = question.Share.Difference is { Interval: not null } others && others.Sign == direction
            ? (FindingReference.Others, others.Value, question.Standing)
            : (FindingReference.Target, question.Share.Own.Mean!.Value - options.TargetPercent / 100, question.AgainstTarget);
        return Math.Sign(Math.Round(gap, 9)) != direction
            ? null
            : new Finding(
                question,
                against,
                gap,
                standing is Standing.ClearlyAbove or Standing.ClearlyBelow,
                Quote: null);
    }
}
