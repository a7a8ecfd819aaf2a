using CallQA.App.Settings;

namespace CallQA.App.Web;

/// <summary>Days that a page is about, both included.</summary>
internal sealed record ShownDays(DateOnly First, DateOnly Last);

/// <summary>The days somebody asks for, as moments of the contact centre's time zone.</summary>
internal sealed class PagePeriod(CallQASettings settings, TimeProvider clock)
{
    private const int FirstYear = 1970, LastYear = 2999;

    /// <summary>What is asked for; else the days up to today. Days in the wrong order change places.</summary>
    public ShownDays Of(DateOnly? first, DateOnly? last, int days)
    {
        (first, last) = (Known(first), Known(last));
        var until = last ?? settings.DayOf(clock.GetUtcNow());
        var from = first ?? until.AddDays(1 - days);
        return from <= until ? new(from, until) : new(until, from);
    }

    public DateTimeOffset Begin(ShownDays range) => Midnight(range.First, settings.Zone);

    public DateTimeOffset End(ShownDays range) => Midnight(range.Last.AddDays(1), settings.Zone);

    /// <summary>When a day begins in a time zone.</summary>
    public static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new(local, zone.GetUtcOffset(local));
    }

    // Time zones carry the calendar's ends out of it.
    private static DateOnly? Known(DateOnly? day) => day is { Year: >= FirstYear and <= LastYear } ? day : null;

}
