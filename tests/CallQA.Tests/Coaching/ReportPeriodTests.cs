using CallQA.Coaching;

namespace CallQA.Tests.Coaching;

public class ReportPeriodTests
{
    [Theory]
    [InlineData("2026-11-01", "2026-12-01", "2026-11")]
    [InlineData("2026-02-01", "2026-03-01", "2026-02")]
    [InlineData("2026-11-16", "2026-11-23", "2026-W47")]
    [InlineData("2025-12-29", "2026-01-05", "2026-W01")]
    [InlineData("2026-11-24", "2026-11-25", "2026-11-24")]
    [InlineData("2026-11-17", "2026-11-24", "2026-11-17_2026-11-23")]
    public void Name_SaysWhatThePeriodIs(string from, string until, string name) => Period(from, until).Name.ShouldBe(name);

    [Fact]
    public void Contains_CountsLocalDays_WhenTheClocksChange()
    {
        var day = Period("2026-10-25", "2026-10-26");

        day.Contains(Some.At("2026-10-24T21:59:59Z")).ShouldBeFalse();
        day.Contains(Some.At("2026-10-24T22:00:00Z")).ShouldBeTrue();
        day.Contains(Some.At("2026-10-25T22:59:59Z")).ShouldBeTrue();
        day.Contains(Some.At("2026-10-25T23:00:00Z")).ShouldBeFalse();
        (day.End - day.Start).ShouldBe(TimeSpan.FromHours(25));
    }

    [Fact]
    public void Start_IsTheFirstMomentOfTheDay_WhenMidnightIsSkipped() =>
        new ReportPeriod(new DateOnly(2024, 9, 8), new DateOnly(2024, 9, 9), TimeZoneInfo.FindSystemTimeZoneById("America/Santiago"))
            .Start.ShouldBe(Some.At("2024-09-08T01:00:00-03:00"));

    [Fact]
    public void Start_IsTheEarlierMidnight_WhenThereAreTwo() =>
        new ReportPeriod(new DateOnly(2024, 11, 3), new DateOnly(2024, 11, 4), TimeZoneInfo.FindSystemTimeZoneById("America/Havana"))
            .Start.ShouldBe(Some.At("2024-11-03T00:00:00-04:00"));

    [Fact]
    public void Constructor_RefusesAPeriodWithoutDays() =>
        Should.Throw<InputException>(() => Period("2026-11-24", "2026-11-24")).Message.ShouldContain("2026-11-24");

    [Fact]
    public void Covering_HoldsAllCalls_WhateverTheirOffset()
    {
        var period = ReportPeriod.Covering(
            [Some.Call("late", Some.At("2026-11-30T20:30:00-05:00")), Some.Call("early", Some.At("2026-11-02T23:30:00Z"))],
            Some.Berlin)!;

        (period.From, period.LastDay).ShouldBe((new DateOnly(2026, 11, 3), new DateOnly(2026, 12, 1)));
        ReportPeriod.Covering([], Some.Berlin).ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-12-31", "2026-W53")]
    [InlineData("2027-01-03", "2026-W53")]
    [InlineData("2027-01-04", "2027-W01")]
    [InlineData("2025-12-28", "2025-W52")]
    [InlineData("2025-12-29", "2026-W01")]
    public void Week_IsNumberedAsIsoDoes_WhenTheYearTurns(string day, string week) =>
        ReportWeek.Of(DateOnly.ParseExact(day, "yyyy-MM-dd")).Name.ShouldBe(week);

    [Fact]
    public void Weeks_CoverThePeriod_WhenItCrossesTheYear() =>
        ReportWeek.In(Period("2026-12-24", "2027-01-12")).Select(week => week.Name)
            .ShouldBe(["2026-W52", "2026-W53", "2027-W01", "2027-W02"]);

    private static ReportPeriod Period(string from, string until) =>
        new(DateOnly.ParseExact(from, "yyyy-MM-dd"), DateOnly.ParseExact(until, "yyyy-MM-dd"), Some.Berlin);
}
