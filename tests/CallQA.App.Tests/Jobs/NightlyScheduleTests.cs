using System.Globalization;
using CallQA.App.Jobs;
using CsCheck;

namespace CallQA.App.Tests.Jobs;

public sealed class NightlyScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("0 2 * * *", "2026-03-27T12:00Z", "2026-03-28T01:00Z")]
    [InlineData("0 2 * * *", "2026-03-28T12:00Z", "2026-03-29T01:00Z")] // 02:00 is skipped: at the change, 03:00 summer time
    [InlineData("30 2 * * *", "2026-03-28T12:00Z", "2026-03-29T01:00Z")]
    [InlineData("0 2 * * *", "2026-03-29T12:00Z", "2026-03-30T00:00Z")]
    [InlineData("30 2 * * *", "2026-10-24T12:00Z", "2026-10-25T00:30Z")] // 02:30 comes twice and counts the first time
    [InlineData("30 2 * * *", "2026-10-25T00:45Z", "2026-10-26T01:30Z")]
    public void NextAfter_KeepsToTheClockOfTheZone_OverChangesOfTheClocks(string cron, string after, string next) =>
        new NightlySchedule(cron, Berlin).NextAfter(Moment(after)).ShouldBe(Moment(next));

    [Fact]
    public void LastAt_IsTheTimeThatTheNextOneFollows_WheneverItIsAsked() =>
        Gen.Int[0, 5 * 365 * 24 * 60].Sample(minutes =>
        {
            var schedule = new NightlySchedule("30 2 * * *", Berlin);
            var moment = Moment("2024-01-01T00:00Z").AddMinutes(minutes);
            var last = schedule.LastAt(moment)!.Value;
            last.ShouldBeLessThanOrEqualTo(moment);
            schedule.NextAfter(last)!.Value.ShouldBeGreaterThan(moment);
        });

    [Theory]
    [InlineData("0 3 29 2 *", "2027-06-01T00:00Z", "2024-02-29T02:00Z")]
    [InlineData("0 0 30 2 *", "2027-06-01T00:00Z", null)]
    public void LastAt_LooksFarBack_WhenTheTimeIsRare(string cron, string at, string? last) =>
        new NightlySchedule(cron, Berlin).LastAt(Moment(at)).ShouldBe(last is null ? null : Moment(last));

    [Theory]
    [InlineData("0 2 * * *", true)]
    [InlineData("*/15 22-23 * * MON-FRI", true)]
    [InlineData("0 25 * * *", false)]
    [InlineData("nightly", false)]
    public void IsValid_TellsACronExpression(string cron, bool valid) => NightlySchedule.IsValid(cron).ShouldBe(valid);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
