using System.Globalization;
using CallQA.Agreement;
using CallQA.App.Web.Reports.Charts;
using CallQA.Coaching;

namespace CallQA.App.Web.Agreement;

/// <summary>A reviewer's months as a line chart around 0, in the form of the reports' trends.</summary>
internal static class DriftGeometry
{
    private const double Left = 70, Right = 442, Top = 16, Bottom = 106;
    private const int MostLabels = 8;
    private const double LeastScale = 10;

    public static TrendGeometry Of(string description, ReviewerDrift drift, int smallBelow)
    {
        var months = drift.Months;
        var scale = Math.Max(LeastScale, 5 * Math.Ceiling(months.Max(month => Math.Abs(month.Mean ?? 0)) / 5));
        var step = Math.Max(1, (months.Count + MostLabels - 1) / MostLabels);
        var points = months.Select((month, index) => month.Mean is not { } mean ? null : new TrendGeometry.Point(
            X(index, months.Count), Y(mean, scale), index % step == 0 ? PageFormat.Signed(mean) : "", month.N < smallBelow, IsLow: mean < 0 && Y(mean, scale) < Bottom - 16)).ToList();
        return new(
            description,
            [.. points.OfType<TrendGeometry.Point>()],
            // Lines would draw a drift where too few reviews show one.
            drift.Verdict == TrendVerdict.NotEnoughCalls ? [] : [.. Enumerable.Range(1, months.Count - 1).Where(index => points[index - 1] is not null && points[index] is not null)
                .Select(index => $"M{Svg.At(points[index - 1]!.X)} {Svg.At(points[index - 1]!.Y)}L{Svg.At(points[index]!.X)} {Svg.At(points[index]!.Y)}")],
            [.. months.Index().Where(month => month.Index % step == 0)
                .Select(month => new TrendGeometry.Tick(X(month.Index, months.Count), month.Item.Month.ToString("MMM yy", CultureInfo.CurrentCulture), $"n\u00A0{month.Item.N}"))],
            [.. new[] { -scale, 0, scale }.Select(grade => new TrendGeometry.Tick(Y(grade, scale), PageFormat.Signed(grade)))]);
    }

    private static double X(int index, int count) => count == 1 ? (Left + Right) / 2 : Left + ((Right - Left) * index / (count - 1));

    private static double Y(double value, double scale) => Bottom - ((Bottom - Top) * (value + scale) / (2 * scale));
}
