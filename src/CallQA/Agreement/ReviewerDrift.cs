using CallQA.Coaching;

namespace CallQA.Agreement;

/// <summary>One month of a reviewer.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="N">Reviews with a difference.</param>
/// <param name="Mean">Mean difference; null without reviews.</param>
public sealed record DriftMonth(DateOnly Month, int N, double? Mean);

/// <summary>Whether a reviewer becomes milder or stricter over the months.</summary>
/// <param name="Months">From the first month with a review to the last, those without too.</param>
/// <param name="Verdict">What may be said.</param>
/// <param name="PerMonth">Slope of the least-squares line through the single differences, in points a month; null when nothing may be said.</param>
/// <param name="Interval">95 % interval of the slope.</param>
public sealed record ReviewerDrift(IReadOnlyList<DriftMonth> Months, TrendVerdict Verdict, double? PerMonth, Interval? Interval)
{
    /// <summary>Puts differences into months.</summary>
    /// <param name="differences">For each review its day and the reviewer's result minus the one it is held against.</param>
    /// <param name="options">The minimums.</param>
    public static ReviewerDrift Of(IEnumerable<(DateOnly Day, double Difference)> differences, AgreementOptions options)
    {
        var points = differences.Select(entry => (Month: IndexOf(entry.Day), entry.Difference)).OrderBy(point => point.Month).ThenBy(point => point.Difference).ToList();
        if (points.Count == 0) return new([], TrendVerdict.NotEnoughCalls, null, null);
        var months = Enumerable.Range(points[0].Month, points[^1].Month - points[0].Month + 1)
            .Select(month => Summarise(month, points.Where(point => point.Month == month).Select(point => point.Difference))).ToList();
        if (points.Count < options.MinimumCalls || months.Count(month => month.N >= options.MinimumMonthReviews) < 2)
            return new(months, TrendVerdict.NotEnoughCalls, null, null);
        var (slope, interval) = Estimate.Slope([.. points.Select(point => ((double)point.Month, point.Difference))], leastVariance: 0);
        return new(months, interval.Low > 0 ? TrendVerdict.Rising : interval.High < 0 ? TrendVerdict.Falling : TrendVerdict.NoClearChange, slope, interval);
    }

    private static int IndexOf(DateOnly day) => (12 * day.Year) + day.Month - 1;

    private static DriftMonth Summarise(int month, IEnumerable<double> differences)
    {
        var values = differences.ToList();
        return new(new DateOnly(month / 12, (month % 12) + 1, 1), values.Count, values.Count == 0 ? null : values.Average());
    }
}
