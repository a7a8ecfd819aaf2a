namespace CallQA.Coaching;

/// <summary>The calls of a report: the subject's own, and those it is compared with. Both by start, then identifier.</summary>
internal sealed record ReportSample(IReadOnlyList<CallRow> Own, IReadOnlyList<CallRow> Others)
{
    public static ReportSample Of(
        IEnumerable<EvaluatedCall> calls,
        IEnumerable<EvaluatedCall> teamCalls,
        ReportSubject subject,
        ReportPeriod period)
    {
        var own = Rows(calls.Where(call => subject.Owns(call.Call)), period);
        var known = own.Select(call => call.CallId).ToHashSet();
        return new ReportSample(own, Rows(teamCalls.Where(call => !subject.Owns(call.Call) && !known.Contains(call.Call.Id)), period));
    }

    public Measure Measure(ReportMeasure measure, int minimum) =>
        Coaching.Measure.Of(MeasureValues.Mean(measure, Own, minimum), MeasureValues.Mean(measure, Others, minimum));

    private static List<CallRow> Rows(IEnumerable<EvaluatedCall> calls, ReportPeriod period) =>
    [
        .. calls
            .Where(call => period.Contains(CallTime.Of(call.Call)))
            .Select(call => CallRow.Of(call, period))
            .OrderBy(row => row.Begun)
            .ThenBy(row => row.CallId, StringComparer.Ordinal),
    ];
}
