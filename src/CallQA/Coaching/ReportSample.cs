namespace CallQA.Coaching;

/// <summary>What a report is made of: the subject's own calls by start, then identifier, and what the others add up to.</summary>
internal sealed record ReportSample(IReadOnlyList<CallRow> Own, Tally OwnTally, Tally Others)
{
    public static ReportSample Of(IReadOnlyList<CallRow> own, Tally others) => new(own, Tally.Of(own), others);

    public Measure Measure(ReportMeasure measure, int minimum) => Coaching.Measure.Of(
        Estimate.Measure(measure, OwnTally.Measures[measure], minimum),
        Estimate.Measure(measure, Others.Measures[measure], minimum));

    /// <summary>The calls of a period in the report's order.</summary>
    public static List<CallRow> Rows(IEnumerable<EvaluatedCall> calls, ReportPeriod period) =>
    [
        .. calls
            .Where(call => period.Contains(CallTime.Of(call.Call)))
            .Select(call => CallRow.Of(call, period))
            .OrderBy(row => row.Begun)
            .ThenBy(row => row.CallId, StringComparer.Ordinal),
    ];
}
