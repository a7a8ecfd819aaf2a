using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CallQA.Coaching;

/// <summary>
/// Reads a period as people write it and as folders are named: <c>2026-11</c>, <c>2026-W47</c>, <c>2026-11-03</c>,
/// <c>2026-11-01..2026-11-14</c> or <c>2026-11-01_2026-11-14</c>.
/// </summary>
public static partial class ReportPeriodText
{
    /// <summary>The most days of a period.</summary>
    public const int MostDays = 366;

    private const int FirstYear = 1970;
    private const int LastYear = 9998;

    /// <summary>Reads a period.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="timeZone">Where days begin and end.</param>
    /// <exception cref="InputException">It is none, or too long; the sentence repeats it.</exception>
    public static ReportPeriod Parse(string text, TimeZoneInfo timeZone)
    {
        if (!TryParse(text, timeZone, out var period))
            throw new InputException(InputFault.Settings, $"'{text}' is no period; write a month as 2026-11, a week as 2026-W47, a day as 2026-11-03, or first and last day as 2026-11-01..2026-11-14.");
        var days = period.Until.DayNumber - period.From.DayNumber;
        return days <= MostDays ? period
            : throw new InputException(InputFault.Settings, FormattableString.Invariant($"The period '{text}' has {days} days; write one of at most {MostDays}."));
    }

    /// <summary>Reads a period of any length.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="timeZone">Where days begin and end.</param>
    /// <param name="period">The period, if it is one.</param>
    public static bool TryParse(string? text, TimeZoneInfo timeZone, [NotNullWhen(true)] out ReportPeriod? period)
    {
        period = Shape().Match(text ?? "") is { Success: true } match && Days(match.Groups) is var (from, until) ? new(from, until, timeZone) : null;
        return period is not null;
    }

    private static (DateOnly From, DateOnly Until)? Days(GroupCollection parts)
    {
        if (parts["year"].Success && Year(parts["year"].Value) is { } year)
            return parts["week"].Success ? Week(year, Number(parts["week"])) : Month(year, Number(parts["month"]));
        if (!parts["first"].Success || Day(parts["first"].Value) is not { } first) return null;
        if (!parts["last"].Success) return (first, first.AddDays(1));
        return Day(parts["last"].Value) is { } last && first <= last ? (first, last.AddDays(1)) : null;
    }

    private static (DateOnly From, DateOnly Until)? Month(int year, int month) =>
        month is >= 1 and <= 12 && new DateOnly(year, month, 1) is var first ? (first, first.AddMonths(1)) : null;

    private static (DateOnly From, DateOnly Until)? Week(int year, int week) =>
        week >= 1 && week <= ISOWeek.GetWeeksInYear(year) && DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday)) is var monday ? (monday, monday.AddDays(7)) : null;

    private static DateOnly? Day(string text) =>
        Year(text[..4]) is not null && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // Beyond these, the midnights of some time zones are no dates.
    private static int? Year(string text) => int.Parse(text, CultureInfo.InvariantCulture) is var year and >= FirstYear and <= LastYear ? year : null;

    private static int Number(Group part) => int.Parse(part.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(?<year>[0-9]{4})-(?:(?<month>[0-9]{2})|W(?<week>[0-9]{2}))|(?<first>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:(?:\.\.|_)(?<last>[0-9]{4}-[0-9]{2}-[0-9]{2}))?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
