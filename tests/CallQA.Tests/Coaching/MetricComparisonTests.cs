using CallQA.Coaching;
using CallQA.Measurement;

namespace CallQA.Tests.Coaching;

public class MetricComparisonTests
{
    [Fact]
    public void Build_AveragesOverCallsWithTheMetric_ByHand()
    {
        var metrics = Compare([Metrics(100, 20, 0.4), Metrics(200, 20, null), null], [Metrics(300, 30, 0.6)]);

        Find(metrics, ReportMetric.Duration).Own.ShouldBe(new Average(2, 150, null));
        Find(metrics, ReportMetric.Duration).Others.ShouldBe(new Average(1, 300, null));
        Find(metrics, ReportMetric.SilenceShare).Own.Mean!.Value.ShouldBe(0.15, 1e-12);
        Find(metrics, ReportMetric.TalkRatio).Own.ShouldBe(new Average(1, 0.4, null));
        metrics.ShouldNotContain(metric => metric.Metric == ReportMetric.FirstResponse);
    }

    [Fact]
    public void Build_NamesNoMetric_WhenNoOwnCallHasTimes() => Compare([null], [Metrics(10, 1, 0.5)]).ShouldBeEmpty();

    private static IReadOnlyList<MetricComparison> Compare(ConversationMetrics?[] own, ConversationMetrics?[] others)
    {
        EvaluatedCall[] calls = [.. Calls("a-1", own), .. Calls("a-2", others)];
        return new CoachingReportBuilder(Some.Form).Build(calls, ReportSubject.Agent("a-1"), Some.November, calls).Metrics;
    }

    private static IEnumerable<EvaluatedCall> Calls(string agent, IEnumerable<ConversationMetrics?> metrics) =>
        metrics.Select((each, index) => Some.Call($"{agent}-{index}", agent: agent, evaluation: Some.Evaluation(), metrics: each));

    private static MetricComparison Find(IEnumerable<MetricComparison> metrics, ReportMetric metric) => metrics.Single(each => each.Metric == metric);

    private static ConversationMetrics Metrics(double duration, double silence, double? talkRatio)
    {
        var side = new SpeakerMetrics(TimeSpan.FromSeconds(10), 3, 30, 120, TimeSpan.FromSeconds(5), 1);
        return new ConversationMetrics(
            TimeSpan.FromSeconds(duration), side, side, talkRatio, TimeSpan.FromSeconds(silence), TimeSpan.Zero, 0, TimeSpan.Zero, 0, TimeSpan.Zero, null, null, []);
    }
}
