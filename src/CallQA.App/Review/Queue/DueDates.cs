using CallQA.App.Settings;
using CallQA.App.Storage;

namespace CallQA.App.Review.Queue;

/// <summary>Until when a call that enters the queue is to be reviewed: the end of a day, so that calls of one day are ordered by their risk.</summary>
/// <param name="settings">How many days, and where the contact centre is.</param>
/// <param name="clock">When it enters.</param>
internal sealed class DueDates(CallQASettings settings, TimeProvider clock)
{
    private static readonly TimeOnly LastSecond = new(23, 59, 59);

    /// <summary>For a call that enters now, in UTC.</summary>
    public DateTime NextUtc()
    {
        var end = settings.DayOf(clock.GetUtcNow()).AddDays(settings.ReviewDays).ToDateTime(LastSecond);
        return CallMapping.Utc(new DateTimeOffset(end, settings.Zone.GetUtcOffset(end)));
    }
}
