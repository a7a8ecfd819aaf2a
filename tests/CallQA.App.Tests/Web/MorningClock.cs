namespace CallQA.App.Tests.Web;

/// <summary>
/// The clock of sites in tests: the machine's, put forward to the next ten in the morning in Berlin, so that no test runs over a
/// midnight, here or in UTC. Forward, because browsers hold the end of a cookie against their own clock.
/// </summary>
internal sealed class MorningClock : TimeProvider
{
    private readonly TimeSpan ahead;

    private MorningClock()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var here = TimeZoneInfo.ConvertTime(System.GetUtcNow(), zone);
        var morning = here.Date.AddHours(here.Hour < 10 ? 10 : 34);
        ahead = new DateTimeOffset(morning, zone.GetUtcOffset(morning)) - here;
    }

    public static MorningClock Instance { get; } = new();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
