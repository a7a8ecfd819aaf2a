using CallQA.Coaching;

namespace CallQA.App.Web.Reports.Charts;

/// <summary>A line chart of weeks, 480 × 150.</summary>
/// <param name="Description">The same in words.</param>
/// <param name="Points">One entry a week that has a value.</param>
/// <param name="Lines">Paths through neighbouring weeks; none where too few calls would draw a trend that is not there.</param>
/// <param name="Weeks">One entry a week to be labelled.</param>
/// <param name="Grid">Lines of the scale.</param>
public sealed record TrendGeometry(
    string Description,
    IReadOnlyList<TrendGeometry.Point> Points,
    IReadOnlyList<string> Lines,
    IReadOnlyList<TrendGeometry.Tick> Weeks,
    IReadOnlyList<TrendGeometry.Tick> Grid)
{
    private const double Left = 42, Right = 470, Top = 16, Bottom = 106;
    private const int MostLabels = 8;

    public sealed record Point(double X, double Y, string Label, bool IsSmall, bool IsLow);

    public sealed record Tick(double At, string Label, string? Count = null);

    public static TrendGeometry Of(ReportPage page, Trend trend)
    {
        var (least, greatest) = Scale(trend.Measure);
        var step = Math.Max(1, (trend.Weeks.Count + MostLabels - 1) / MostLabels);
        var places = trend.Weeks.Select((week, index) => (Week: week, X: X(index, trend.Weeks.Count), Labelled: index % step == 0)).ToList();
        var points = places.Select((place, index) => place.Week.Mean is not { } mean ? null : new Point(
            place.X,
            Y(mean, least, greatest),
            place.Labelled ? page.Format.Of(trend.Measure, mean) : "",
            place.Week.N < page.Report.Options.MinimumWeekCalls,
            IsLow(trend.Weeks, index) && Y(mean, least, greatest) < Bottom - 16)).ToList();
        return new TrendGeometry(
            Describe(page, trend),
            [.. points.OfType<Point>()],
            trend.Verdict == TrendVerdict.NotEnoughCalls ? [] : [.. Runs(points)],
            [.. places.Where(place => place.Labelled).Select(place => new Tick(place.X, page.Texts.WeekLabel(place.Week.Week), $"n\u00A0{place.Week.N}"))],
            [.. Grades(trend.Measure).Select(grade => new Tick(Y(grade, least, greatest), page.Format.Of(trend.Measure, grade)))]);
    }

    private static string Describe(ReportPage page, Trend trend) => page.Texts.TrendDescription(
        page.Texts.Of(trend.Measure),
        trend.Weeks.Select(week => (
            page.Texts.WeekLabel(week.Week),
            week.Mean is { } mean ? page.Format.Of(trend.Measure, mean) : page.Texts.NoValue,
            week.N)));

    private static (double Least, double Greatest) Scale(ReportMeasure measure) => measure switch
    {
        ReportMeasure.Overall => (0, 100),
        ReportMeasure.Resolution or ReportMeasure.TurnedRound => (0, 1),
        _ => (1, 5),
    };

    private static double[] Grades(ReportMeasure measure)
    {
        var (least, greatest) = Scale(measure);
        return [least, (least + greatest) / 2, greatest];
    }

    private static double X(int index, int count) =>
        count == 1 ? (Left + Right) / 2 : Left + 28 + (Right - Left - 56) * index / (count - 1);

    private static double Y(double value, double least, double greatest) =>
        Bottom - (Bottom - Top) * (value - least) / (greatest - least);

    // A label stands where the line is not: below a point that lies lower than its neighbours, above it otherwise.
    private static bool IsLow(IReadOnlyList<WeekValue> weeks, int index)
    {
        var neighbours = new[] { index - 1, index + 1 }
            .Where(place => place >= 0 && place < weeks.Count)
            .Select(place => weeks[place].Mean)
            .OfType<double>()
            .ToList();
        return neighbours.Count > 0 && weeks[index].Mean < neighbours.Average();
    }

    private static IEnumerable<string> Runs(List<Point?> points)
    {
        for (var index = 1; index < points.Count; index++)
        {
            if (points[index - 1] is { } from && points[index] is { } to)
                yield return $"M{Svg.At(from.X)} {Svg.At(from.Y)}L{Svg.At(to.X)} {Svg.At(to.Y)}";
        }
    }
}
