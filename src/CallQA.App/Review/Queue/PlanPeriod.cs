using CallQA.App.Web;
using CallQA.Coaching;

namespace CallQA.App.Review.Queue;

/// <summary>How often a recurring plan begins anew.</summary>
public enum PlanCycle
{
    /// <summary>Every week, from Monday.</summary>
    Week,

    /// <summary>Every calendar month.</summary>
    Month,
}

/// <summary>A week or month that a recurring plan draws from.</summary>
/// <param name="Name">As in <c>2026-W14</c> or <c>2026-03</c>.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When the next one begins.</param>
internal sealed record PlanPeriod(string Name, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The periods that touch a stretch of time, in order.</summary>
    public static IEnumerable<PlanPeriod> Between(PlanCycle cycle, DateTimeOffset from, DateTimeOffset until, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime);
        for (var period = Of(cycle, day, zone); period.From < until; period = Of(cycle, day, zone))
        {
            yield return period;
            day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(period.Until, zone).DateTime);
        }
    }

    /// <summary>How much of it is over, 0–1.</summary>
    public double ElapsedAt(DateTimeOffset moment) => Math.Clamp((moment - From) / (Until - From), 0, 1);

    private static PlanPeriod Of(PlanCycle cycle, DateOnly day, TimeZoneInfo zone)
    {
        if (cycle == PlanCycle.Week)
        {
            var week = ReportWeek.Of(day);
            return new(week.Name, PagePeriod.Midnight(week.Monday, zone), PagePeriod.Midnight(week.Monday.AddDays(7), zone));
        }

        var first = new DateOnly(day.Year, day.Month, 1);
        return new(FormattableString.Invariant($"{first:yyyy-MM}"), PagePeriod.Midnight(first, zone), PagePeriod.Midnight(first.AddMonths(1), zone));
    }
}
