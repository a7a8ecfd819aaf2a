namespace CallQA.Coaching;

/// <summary>Puts calls into weeks and says what the weeks allow to be said.</summary>
internal static class TrendLine
{
    public static Trend Of(ReportMeasure measure, IReadOnlyList<CallRow> calls, ReportPeriod period, CoachingReportOptions options)
    {
        var weeks = ReportWeek.In(period);
        var points = calls
            .Where(call => call.Evaluation is not null)
            .Select(call => (Week: WeekIndex(weeks, period, call), Value: CallValues.Of(measure, call.Evaluation!)))
            .Where(point => point.Value is not null)
            .Select(point => new Point(point.Week, point.Value!.Value))
            .OrderBy(point => point.Week).ThenBy(point => point.Value)
            .ToList();
        var values = weeks.Select((week, index) => Summarise(week, points.Where(point => point.Week == index))).ToList();

        var enough = points.Count >= Math.Max(3, options.MinimumTrendCalls)
            && values.Count(week => week.N >= Math.Max(1, options.MinimumWeekCalls)) >= 2;
        if (!enough)
            return new Trend(measure, values, TrendVerdict.NotEnoughCalls, null, null, null);

        var wholeNumbers = measure is ReportMeasure.Empathy or ReportMeasure.Courtesy;
        var (slope, interval) = Estimate.Slope([.. points.Select(point => ((double)point.Week, point.Value))], wholeNumbers ? Estimate.RoundingVariance : 0);
        return new Trend(measure, values, Judge(interval), slope, interval, ChangeOf(measure, weeks, points, options));
    }

    private static LevelChange? ChangeOf(ReportMeasure measure, IReadOnlyList<ReportWeek> weeks, List<Point> points, CoachingReportOptions options)
    {
        if (LevelChangeSearch.Find([.. points.Select(point => (point.Week, point.Value))]) is not { } found)
            return null;
        return new LevelChange(weeks[found.Week], Level(point => point.Week < found.Week), Level(point => point.Week >= found.Week), found.Error);

        Average Level(Func<Point, bool> side) => Estimate.Measure(measure, Moments.Of(points.Where(side).Select(point => point.Value)), options.MinimumCalls);
    }

    private static TrendVerdict Judge(Interval slope) =>
        slope.Low > 0 ? TrendVerdict.Rising
        : slope.High < 0 ? TrendVerdict.Falling
        : TrendVerdict.NoClearChange;

    private static WeekValue Summarise(ReportWeek week, IEnumerable<Point> points)
    {
        var values = points.Select(point => point.Value).ToList();
        return new WeekValue(week, values.Count, values.Count == 0 ? null : values.Average());
    }

    private static int WeekIndex(IReadOnlyList<ReportWeek> weeks, ReportPeriod period, CallRow call) =>
        (ReportWeek.Of(period.DayOf(call.Begun)).Monday.DayNumber - weeks[0].Monday.DayNumber) / 7;

    private sealed record Point(int Week, double Value);
}
