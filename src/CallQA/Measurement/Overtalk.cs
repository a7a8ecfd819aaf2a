using CallQA.Transcription;

namespace CallQA.Measurement;

/// <summary>Finds where both speak and who interrupted whom.</summary>
internal static class Overtalk
{
    /// <summary>Every overlap; the interrupter's name on those that are interruptions.</summary>
    public static IReadOnlyList<MetricSpan> Of(Timeline timeline, TimeSpan least) =>
        [.. timeline.Overlaps.Select(overlap =>
            new MetricSpan(MetricSpanKind.Overtalk, overlap.Start, overlap.End, Interrupter(timeline, overlap, least)))];

    /// <summary>
    /// Whoever begins into the other's speech and keeps it up until the other stops. Who falls silent first was not
    /// interrupting ("mhm"), and of two who begin together nobody is.
    /// </summary>
    private static Speaker Interrupter(Timeline timeline, Stretch overlap, TimeSpan least)
    {
        if (overlap.Length < least)
            return Speaker.Unknown;

        var agent = Holding(timeline.Agent, overlap);
        var customer = Holding(timeline.Customer, overlap);
        return agent.Start > customer.Start && agent.End >= customer.End ? Speaker.Agent
            : customer.Start > agent.Start && customer.End >= agent.End ? Speaker.Customer
            : Speaker.Unknown;
    }

    private static Stretch Holding(IReadOnlyList<Stretch> stretches, Stretch overlap) =>
        stretches.First(stretch => stretch.Start <= overlap.Start && overlap.End <= stretch.End);
}
