using System.Globalization;

namespace CallQA.Coaching;

/// <summary>A week from Monday to Sunday, numbered as ISO 8601 does.</summary>
/// <param name="Monday">Its first day.</param>
public readonly record struct ReportWeek(DateOnly Monday)
{
    /// <summary>Year and number, for example <c>2026-W01</c> for the week of 29 December 2025.</summary>
    public string Name
    {
        get
        {
            var date = Monday.ToDateTime(TimeOnly.MinValue);
            return FormattableString.Invariant($"{ISOWeek.GetYear(date):0000}-W{ISOWeek.GetWeekOfYear(date):00}");
        }
    }

    /// <summary>The week of a day.</summary>
    /// <param name="day">Any day.</param>
    public static ReportWeek Of(DateOnly day) => new(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));

    /// <summary>All weeks with at least one day in the period, in order.</summary>
    /// <param name="period">The period.</param>
    public static IReadOnlyList<ReportWeek> In(ReportPeriod period)
    {
        var weeks = new List<ReportWeek>();
        for (var week = Of(period.From); week.Monday < period.Until; week = new ReportWeek(week.Monday.AddDays(7)))
            weeks.Add(week);
        return weeks;
    }
}
