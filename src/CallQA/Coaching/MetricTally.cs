using CallQA.Measurement;

namespace CallQA.Coaching;

/// <summary>Means of the conversation metrics over calls in which they were measured.</summary>
internal static class MetricTally
{
    public static List<MetricComparison> Compare(
        IReadOnlyList<ConversationMetrics> own,
        IReadOnlyList<ConversationMetrics> others,
        int minimum) =>
    [
        .. Enum.GetValues<ReportMetric>()
            .Select(metric => new MetricComparison(metric, Mean(metric, own, minimum), Mean(metric, others, minimum)))
            .Where(metric => metric.Own.N > 0),
    ];

    private static Average Mean(ReportMetric metric, IEnumerable<ConversationMetrics> calls, int minimum)
    {
        var greatest = metric is ReportMetric.TalkRatio or ReportMetric.SilenceShare ? 1 : double.MaxValue;
        return Estimate.Mean([.. calls.Select(call => Value(metric, call)).OfType<double>()], minimum, 0, greatest);
    }

    private static double? Value(ReportMetric metric, ConversationMetrics call) => metric switch
    {
        ReportMetric.Duration => call.Duration.TotalSeconds,
        ReportMetric.TalkRatio => call.TalkRatio,
        ReportMetric.WordsPerMinute => call.Agent.WordsPerMinute,
        ReportMetric.FirstResponse => call.FirstResponse?.TotalSeconds,
        ReportMetric.ResponseLatency => call.ResponseLatency?.TotalSeconds,
        ReportMetric.LongestMonologue => call.Agent.LongestMonologue.TotalSeconds,
        ReportMetric.Interruptions => call.Agent.Interruptions,
        ReportMetric.SilenceShare => call.Duration > TimeSpan.Zero ? call.Silence / call.Duration : null,
        ReportMetric.DeadAir => call.DeadAir.TotalSeconds,
        ReportMetric.Holds => call.HoldCount,
        ReportMetric.HoldTime => call.HoldTime.TotalSeconds,
        _ => call.Overtalk.TotalSeconds,
    };
}
