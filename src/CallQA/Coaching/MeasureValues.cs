using CallQA.Scoring;

namespace CallQA.Coaching;

/// <summary>The values a measure takes in single calls, and their mean.</summary>
internal static class MeasureValues
{
    public static double? Of(ReportMeasure measure, Evaluation evaluation) => measure switch
    {
        ReportMeasure.Overall => evaluation.Overall,
        ReportMeasure.Empathy => evaluation.Scores.Empathy.Score,
        ReportMeasure.Courtesy => evaluation.Scores.Courtesy.Score,
        _ => evaluation.Scores.Resolution.Score is { } resolution ? resolution == Resolution.Resolved ? 1 : 0 : null,
    };

    public static List<double> Of(ReportMeasure measure, IEnumerable<CallRow> calls) =>
        [.. Evaluations(calls).Select(evaluation => Of(measure, evaluation)).OfType<double>()];

    public static Average Mean(ReportMeasure measure, IEnumerable<CallRow> calls, int minimum)
    {
        var values = Of(measure, calls);
        return measure switch
        {
            ReportMeasure.Overall => Estimate.Mean(values, minimum, 0, 100),
            ReportMeasure.Resolution => Estimate.Share(values, minimum),
            _ => Estimate.Mean(values, minimum, 1, 5, Estimate.RoundingVariance),
        };
    }

    public static IEnumerable<Evaluation> Evaluations(IEnumerable<CallRow> calls) =>
        calls.Select(call => call.Evaluation).OfType<Evaluation>();
}
