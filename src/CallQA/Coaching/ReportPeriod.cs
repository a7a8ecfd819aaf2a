using System.Globalization;

namespace CallQA.Coaching;

/// <summary>What the days of a period are together.</summary>
public enum PeriodKind
{
    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A week from Monday.</summary>
    Week,

    /// <summary>One day.</summary>
    Day,

    /// <summary>Any other run of days.</summary>
    Run,
}

/// <summary>The days a report covers, as they are counted where the contact centre is.</summary>
public sealed record ReportPeriod
{
    /// <summary>Names a period.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="until">The day after the last; later than <paramref name="from"/>.</param>
    /// <param name="timeZone">Where days begin and end.</param>
    /// <exception cref="InputException">The period has no day.</exception>
    public ReportPeriod(DateOnly from, DateOnly until, TimeZoneInfo timeZone)
    {
        if (until <= from)
        {
            throw new InputException(
                InputFault.Settings,
                FormattableString.Invariant($"A report from {from:yyyy-MM-dd} until {until:yyyy-MM-dd} covers no day; the end must be later than the beginning."));
        }

        (From, Until, TimeZone) = (from, until, timeZone);
    }

    /// <summary>The first day.</summary>
    public DateOnly From { get; }

    /// <summary>The day after the last.</summary>
    public DateOnly Until { get; }

    /// <summary>Where days begin and end.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>The last day.</summary>
    public DateOnly LastDay => Until.AddDays(-1);

    /// <summary>The moment the first day begins.</summary>
    public DateTimeOffset Start => Midnight(From);

    /// <summary>The moment after the last day.</summary>
    public DateTimeOffset End => Midnight(Until);

    /// <summary>
    /// A short name, usable as a folder: <c>2026-11</c> for a calendar month, <c>2026-W47</c> for a week from Monday,
    /// <c>2026-11-24</c> for a day, first and last day otherwise.
    /// </summary>
    public string Name => Kind switch
    {
        PeriodKind.Month => From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        PeriodKind.Week => ReportWeek.Of(From).Name,
        PeriodKind.Day => Day(From),
        _ => $"{Day(From)}_{Day(LastDay)}",
    };

    /// <summary>What the days are together.</summary>
    public PeriodKind Kind =>
        From.Day == 1 && From.AddMonths(1) == Until ? PeriodKind.Month
        : From.DayOfWeek == DayOfWeek.Monday && From.AddDays(7) == Until ? PeriodKind.Week
        : From.AddDays(1) == Until ? PeriodKind.Day
        : PeriodKind.Run;

    /// <summary>A calendar month.</summary>
    /// <param name="year">The year.</param>
    /// <param name="month">1–12.</param>
    /// <param name="timeZone">Where days begin and end.</param>
    public static ReportPeriod Month(int year, int month, TimeZoneInfo timeZone)
    {
        var first = new DateOnly(year, month, 1);
        return new ReportPeriod(first, first.AddMonths(1), timeZone);
    }

    /// <summary>The shortest run of days holding all these calls; null without calls.</summary>
    /// <param name="calls">Any calls.</param>
    /// <param name="timeZone">Where days begin and end.</param>
    public static ReportPeriod? Covering(IEnumerable<EvaluatedCall> calls, TimeZoneInfo timeZone)
    {
        var days = calls.Select(call => DayOf(CallTime.Of(call.Call), timeZone)).Order().ToList();
        return days.Count == 0 ? null : new ReportPeriod(days[0], days[^1].AddDays(1), timeZone);
    }

    /// <summary>The local day of a moment.</summary>
    /// <param name="moment">Any moment.</param>
    public DateOnly DayOf(DateTimeOffset moment) => DayOf(moment, TimeZone);

    /// <summary>Whether a moment lies in the period.</summary>
    /// <param name="moment">Any moment.</param>
    public bool Contains(DateTimeOffset moment) => Covers(DayOf(moment));

    /// <summary>Whether a day is one of the period's.</summary>
    /// <param name="day">Any day.</param>
    public bool Covers(DateOnly day) => From <= day && day < Until;

    private static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    // Where the clocks go forward at midnight, the day begins later than 00:00.
    private DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (TimeZone.IsInvalidTime(local))
            local = local.AddMinutes(15);

        var offset = TimeZone.IsAmbiguousTime(local)
            ? TimeZone.GetAmbiguousTimeOffsets(local).Max()
            : TimeZone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
