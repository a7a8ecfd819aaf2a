using Cronos;

namespace CallQA.App.Jobs;

/// <summary>
/// When the night is due: cron with five fields in a named time zone. A time that a change of the clocks skips counts at the
/// change, one that comes twice counts once.
/// </summary>
internal sealed class NightlySchedule(string cron, TimeZoneInfo zone)
{
    // Twice the longest pause between two leap days.
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366 * 16);
    private static readonly TimeSpan Nearest = TimeSpan.FromHours(1);

    private readonly CronExpression expression = CronExpression.Parse(cron, CronFormat.Standard);

    public static bool IsValid(string cron) => CronExpression.TryParse(cron, CronFormat.Standard, out _);

    /// <summary>The last time at or before a moment; null when there is none in all the years before.</summary>
    public DateTimeOffset? LastAt(DateTimeOffset moment)
    {
        // The library looks forward only: ever farther back, until a time lies between.
        for (var back = Nearest; back < Farthest; back *= 2)
        {
            var times = expression.GetOccurrences(moment - back, moment, zone, fromInclusive: true, toInclusive: true);
            if (times.Select(time => (DateTimeOffset?)time).LastOrDefault() is { } last) return last;
        }

        return null;
    }

    /// <summary>The first time after a moment; null when there is none.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment) => expression.GetNextOccurrence(moment, zone);
}
