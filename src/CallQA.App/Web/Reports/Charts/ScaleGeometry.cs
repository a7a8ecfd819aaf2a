using CallQA.Coaching;

namespace CallQA.App.Web.Reports.Charts;

/// <summary>A bar on a fixed scale; all positions are 0–100 along it.</summary>
/// <param name="Description">The same in words.</param>
/// <param name="Value">End of the bar; null without a value.</param>
/// <param name="Interval">Ends of the interval's line.</param>
/// <param name="Others">The others' mark.</param>
/// <param name="Target">The target's line.</param>
public sealed record ScaleGeometry(string Description, double? Value, Interval? Interval, double? Others, double? Target)
{
    /// <summary>The overall result, which is on the scale already.</summary>
    public static ScaleGeometry Overall(ReportPage page) => new(
        Describe(page, page.Texts.Overall, ReportMeasure.Overall, page.Report.Overall, target: null),
        page.Report.Overall.Own.Mean,
        page.Report.Overall.Own.Interval,
        page.Report.Overall.Others.Mean,
        null);

    public static ScaleGeometry Of(ReportPage page, QuestionSummary question)
    {
        var share = question.Share;
        return new ScaleGeometry(
            Describe(page, question.Question.Text, ReportMeasure.Resolution, share, page.Target),
            100 * share.Own.Mean,
            share.Own.Interval is { } interval ? new Interval(100 * interval.Low, 100 * interval.High) : null,
            100 * share.Others.Mean,
            page.Report.Options.TargetPercent);
    }

    private static string Describe(ReportPage page, string label, ReportMeasure measure, Measure value, string? target) =>
        page.Texts.ScaleDescription(
            label,
            value.Own.Mean is { } own ? page.Format.Of(measure, own) : page.Texts.NoValue,
            value.Own.Interval is { } interval ? page.Format.Interval(measure, interval) : null,
            value.Others.Mean is { } others ? page.Format.Of(measure, others) : null,
            target);
}
