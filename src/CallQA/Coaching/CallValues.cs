using CallQA.Measurement;
using CallQA.Scoring;

namespace CallQA.Coaching;

/// <summary>The values that measures and metrics take in a single call.</summary>
internal static class CallValues
{
    public static double? Of(ReportMeasure measure, Evaluation evaluation) => measure switch
    {
        ReportMeasure.Overall => evaluation.Overall,
        ReportMeasure.Empathy => evaluation.Scores.Empathy.Score,
        ReportMeasure.Courtesy => evaluation.Scores.Courtesy.Score,
        ReportMeasure.TurnedRound => evaluation.CustomerMood?.TurnedRound is { } turned ? turned ? 1 : 0 : null,
        _ => evaluation.Scores.Resolution.Score is { } resolution ? resolution == Resolution.Resolved ? 1 : 0 : null,
    };

    public static double? Of(ReportMetric metric, ConversationMetrics call) => metric switch
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

    public static IEnumerable<Evaluation> Evaluations(IEnumerable<CallRow> calls) =>
        calls.Select(call => call.Evaluation).OfType<Evaluation>();
}
