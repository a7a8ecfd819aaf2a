using CallQA.Coaching;
using CallQA.Measurement;

namespace CallQA.Tests.Coaching;

public class MetricTallyTests
{
    [Fact]
    public void Compare_AveragesOverCallsWithTheMetric_ByHand()
    {
        var metrics = MetricTally.Compare([Call(100, 20, 0.4), Call(200, 20, null)], [Call(300, 30, 0.6)], minimum: 5);

        Find(metrics, ReportMetric.Duration).Own.ShouldBe(new Average(2, 150, null));
        Find(metrics, ReportMetric.Duration).Others.ShouldBe(new Average(1, 300, null));
        Find(metrics, ReportMetric.SilenceShare).Own.Mean!.Value.ShouldBe(0.15, 1e-12);
        Find(metrics, ReportMetric.TalkRatio).Own.ShouldBe(new Average(1, 0.4, null));
        metrics.ShouldNotContain(metric => metric.Metric == ReportMetric.FirstResponse);
    }

    [Fact]
    public void Compare_IsEmpty_WhenNoCallHasTimes() => MetricTally.Compare([], [Call(10, 1, 0.5)], 5).ShouldBeEmpty();

    private static MetricComparison Find(IEnumerable<MetricComparison> metrics, ReportMetric metric) => metrics.Single(each => each.Metric == metric);

    private static ConversationMetrics Call(double duration, double silence, double? talkRatio)
    {
        var side = new SpeakerMetrics(TimeSpan.FromSeconds(10), 3, 30, 120, TimeSpan.FromSeconds(5), 1);
        return new ConversationMetrics(
            TimeSpan.FromSeconds(duration), side, side, talkRatio, TimeSpan.FromSeconds(silence), TimeSpan.Zero, 0, TimeSpan.Zero, 0, TimeSpan.Zero, null, null, []);
    }
}
