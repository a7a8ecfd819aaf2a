using CallQA.Coaching;
using CsCheck;

namespace CallQA.Tests.Coaching;

public sealed class ReportPeriodTextTests
{
    private static readonly Gen<ReportPeriod> Periods =
        from day in Gen.Int[new DateOnly(1970, 1, 1).DayNumber, new DateOnly(9997, 1, 1).DayNumber]
        from days in Gen.Frequency((2, Gen.Int[1, ReportPeriodText.MostDays]), (1, Gen.Int[1, 7]), (1, Gen.Int[28, 31]))
        select new ReportPeriod(DateOnly.FromDayNumber(day), DateOnly.FromDayNumber(day + days), Some.Berlin);

    [Theory]
    [InlineData("2026-11", "2026-11-01", "2026-11-30", "2026-11")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29", "2024-02")]
    [InlineData("2026-W47", "2026-11-16", "2026-11-22", "2026-W47")]
    [InlineData("2026-W01", "2025-12-29", "2026-01-04", "2026-W01")]
    [InlineData("2026-W53", "2026-12-28", "2027-01-03", "2026-W53")]
    [InlineData("2026-11-03", "2026-11-03", "2026-11-03", "2026-11-03")]
    [InlineData("2026-11-01..2026-11-14", "2026-11-01", "2026-11-14", "2026-11-01_2026-11-14")]
    [InlineData("2026-11-01_2026-11-14", "2026-11-01", "2026-11-14", "2026-11-01_2026-11-14")]
    [InlineData("2026-11-01..2026-11-30", "2026-11-01", "2026-11-30", "2026-11")]
    public void Parse_ReadsMonthsWeeksDaysAndRuns(string text, string from, string lastDay, string name)
    {
        var period = ReportPeriodText.Parse(text, Some.Berlin);

        $"{period.From:yyyy-MM-dd} {period.LastDay:yyyy-MM-dd} {period.Name}".ShouldBe($"{from} {lastDay} {name}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("november")]
    [InlineData("2026")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-W00")]
    [InlineData("2025-W53")]
    [InlineData("2026-w47")]
    [InlineData("2026-02-29")]
    [InlineData("2026-11-14..2026-11-01")]
    [InlineData("2026-11-01..")]
    [InlineData("2026-11\n")]
    [InlineData(" 2026-11")]
    [InlineData("../2026-11")]
    [InlineData("٢٠٢٦-١١")]
    [InlineData("9999-12")]
    [InlineData("0001-01-01")]
    public void Parse_RefusesInASentence_WhatIsNoPeriod(string text) =>
        Should.Throw<InputException>(() => ReportPeriodText.Parse(text, Some.Berlin)).Message
            .ShouldBe($"'{text}' is no period; write a month as 2026-11, a week as 2026-W47, a day as 2026-11-03, or first and last day as 2026-11-01..2026-11-14.");

    [Fact]
    public void Parse_RefusesInASentence_WhatIsLongerThanAYear() =>
        Should.Throw<InputException>(() => ReportPeriodText.Parse("2020-01-01..2026-12-31", Some.Berlin)).Message
            .ShouldBe("The period '2020-01-01..2026-12-31' has 2557 days; write one of at most 366.");

    [Fact]
    public void Parse_GivesThePeriodAgain_OfItsName() => Periods.Sample(period => ReportPeriodText.Parse(period.Name, Some.Berlin) == period);

    [Fact]
    public void Parse_GivesTheSamePeriod_OfFirstAndLastDay() => Periods.Sample(
        period => ReportPeriodText.Parse(FormattableString.Invariant($"{period.From:yyyy-MM-dd}..{period.LastDay:yyyy-MM-dd}"), Some.Berlin) == period);

    [Fact]
    public void TryParse_TakesOnlyWhatNamesAPeriod_OfAnyText() => Gen.Frequency((1, Gen.String), (3, Gen.String[Gen.Char["0123456789-W._"], 0, 22])).Sample(text =>
    {
        if (ReportPeriodText.TryParse(text, Some.Berlin, out var period))
            (period.Name == text || text.Length is 10 or 22 || text.Contains("..", StringComparison.Ordinal)).ShouldBeTrue(text);
    });
}
