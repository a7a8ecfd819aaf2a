using CallQA.App.Commands.Calls;

namespace CallQA.App.Tests.Commands.Calls;

public sealed class MomentTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-03-01", "2026-02-28T23:00:00Z")]
    [InlineData("2026-07-01", "2026-06-30T22:00:00Z")]
    [InlineData("2026-03-01T08:30", "2026-03-01T07:30:00Z")]
    [InlineData("2026-03-01 08:30:05", "2026-03-01T07:30:05Z")]
    [InlineData("2026-03-01T08:30Z", "2026-03-01T08:30:00Z")]
    [InlineData("2026-03-01T08:30:00-05:00", "2026-03-01T13:30:00Z")]
    public void Parse_ReadsInTheTimeZone_WhatHasNoOffset(string text, string utc) =>
        Moment.Parse(text, Berlin).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(utc);

    [Theory]
    [InlineData("01.03.2026")]
    [InlineData("2026-02-30")]
    [InlineData("03/01/2026")]
    [InlineData("0001-01-01")]
    [InlineData("")]
    public void Parse_RefusesWithTheValue_WhatCanBeReadInTwoWaysOrNone(string text) =>
        Should.Throw<InputException>(() => Moment.Parse(text, Berlin)).Message.ShouldStartWith($"'{text}' ");
}
