using System.Globalization;

namespace CallQA.Recordings.Sources;

/// <summary>Finds out from a column's values in which order its dates are written.</summary>
/// <param name="Formats">.NET format strings of the order that fits most values; empty where none fits, or two as many.</param>
/// <param name="IsAmbiguous">Whether two orders fit as many values: day and month could be either way round.</param>
internal sealed record DateOrder(string[] Formats, bool IsAmbiguous)
{
    private static readonly string[] Times = ["H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF", "h:mm tt", "h:mm:ss tt"];
    private static readonly string[] Gaps = ["' '", "'T'", "', '"];

    /// <summary>The order is beyond doubt in these, which file names are fond of.</summary>
    public static IReadOnlyList<string> Compact { get; } =
    [
        "yyyyMMdd'-'HHmmss", "yyyyMMdd'_'HHmmss", "yyyyMMddHHmmss", "yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HH:mm", "yyyyMMdd'T'HH_mm", "yyyyMMdd'T'HH-mm", "yyyyMMdd'T'HHmm",
        "yyyy-MM-dd'T'HH-mm-ss", "yyyy-MM-dd'_'HH-mm-ss", "yyyy-MM-dd'-'HH-mm-ss", "yyyy-MM-dd'-'HHmmss",
    ];

    private static readonly string[] DayFirst = Written("d.M.yyyy", "d.M.yy", "d/M/yyyy", "d-M-yyyy", "d/M/yy");
    private static readonly string[] MonthFirst = Written("M/d/yyyy", "M-d-yyyy", "M/d/yy");
    private static readonly string[] YearFirst = [.. Written("yyyy/M/d", "yyyy.M.d"), .. Compact];

    /// <summary>Looks at a column.</summary>
    /// <param name="values">Some of its values.</param>
    public static DateOrder Of(IReadOnlyCollection<string> values)
    {
        // What is in ISO 8601 says nothing about the rest.
        var others = values.Where(value => !CallListValues.IsTimeInIso(value)).ToList();
        if (others.Count == 0)
            return new DateOrder([], IsAmbiguous: false);
        var orders = new[] { DayFirst, MonthFirst, YearFirst }
            .Select(order => (Formats: order, Count: others.Count(value => Fits(value, order))))
            .OrderByDescending(order => order.Count)
            .ToList();
        return (orders[0].Count == 0, orders[0].Count == orders[1].Count) switch
        {
            (true, _) => new DateOrder([], IsAmbiguous: false),
            (_, true) => new DateOrder([], IsAmbiguous: true),
            _ => new DateOrder(orders[0].Formats, IsAmbiguous: false),
        };
    }

    private static bool Fits(string value, string[] formats) =>
        DateTime.TryParseExact(value, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string[] Written(params string[] dates) =>
        [.. from date in dates from gap in Gaps from time in Times select date + gap + time];
}
