using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Tests.Recordings;

public sealed partial class CallListReaderTests
{
    [Theory]
    [InlineData("31.03.2026 14:05", 3, 31)]
    [InlineData("3/31/2026 2:05 PM", 3, 31)]
    [InlineData("2026/03/31 14:05", 3, 31)]
    public async Task ReadAsync_FindsOutTheOrderOfDates(string time, int month, int day)
    {
        var path = folder.Write("list.csv", $"recording_file;start_time\na.wav;{time}\n");

        var list = await CallListReader.ReadAsync(path, new CallListOptions { TimeZone = TimeZoneInfo.Utc }, Token);

        list.Problems.ShouldBeEmpty();
        list.Rows.ShouldHaveSingleItem().Metadata.StartTime.ShouldBe(new DateTimeOffset(2026, month, day, 14, 5, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task ReadAsync_AsksForTheOrder_WhenDayAndMonthFitEitherWayRound()
    {
        var path = folder.Write("list.csv", "recording_file;start_time\na.wav;03/04/2026 14:05\n");

        var list = await CallListReader.ReadAsync(path, new CallListOptions { TimeZone = TimeZoneInfo.Utc }, Token);

        list.Rows.ShouldBeEmpty();
        list.Problems.ShouldHaveSingleItem().Message.ShouldContain("can have day and month either way round");
    }

    [Theory]
    [InlineData("Eingehend", "inbound")]
    [InlineData("ausgehend", "outbound")]
    [InlineData("outbound-dial", "outbound")]
    [InlineData("outbound-api", "outbound")]
    public async Task ReadAsync_KnowsDirectionsOfGermanAndTwiliosExports(string written, string direction)
    {
        var list = await ReadAsync("recording_file,direction", $"a.wav,{written}");

        list.Rows.ShouldHaveSingleItem().Metadata.Direction.ShouldBe(direction);
    }

    [Fact]
    public async Task ReadAsync_KnowsGermanWords()
    {
        var list = await ReadAsync("recording_file;resolved;channel_map", "a.wav;ja;Agent,Kunde", "b.wav;FALSCH;Kundin/Mitarbeiter");

        list.Problems.ShouldBeEmpty();
        list.Rows.Select(row => row.Metadata.Resolved).ShouldBe([true, false]);
        list.Rows.Select(row => row.Metadata.ChannelMap![0]).ShouldBe([Speaker.Agent, Speaker.Customer]);
    }

    [Theory]
    [InlineData("1.184,5", 1184.5)]
    [InlineData("1,184.5", 1184.5)]
    [InlineData("184,5", 184.5)]
    [InlineData("184.5", 184.5)]
    public async Task ReadAsync_PartsThousandsFromDecimals(string written, double seconds)
    {
        var list = await ReadAsync("recording_file;duration_s", $"a.wav;{written}");

        list.Rows.ShouldHaveSingleItem().Metadata.StatedDuration.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("1,184")]
    [InlineData("1.18,5")]
    [InlineData(".184,5")]
    [InlineData("1184.500,5,5")]
    public async Task ReadAsync_RefusesNumbersThatCouldBeOthers(string written)
    {
        var list = await ReadAsync("recording_file;duration_s", $"a.wav;{written}");

        list.Problems.ShouldHaveSingleItem().Message.ShouldContain("is no length of time");
    }

    [Theory]
    [InlineData("Tue, 31 Mar 2026 14:05:07 +0000")]
    [InlineData("Tue, 31 Mar 2026 14:05:07 GMT")]
    public async Task ReadAsync_KnowsTimesAsTwilioWritesThem(string written)
    {
        var list = await ReadAsync("recording_file,date_created", $"a.wav,\"{written}\"");

        list.Problems.ShouldBeEmpty();
        list.Rows.ShouldHaveSingleItem().Metadata.StartTime.ShouldBe(new DateTimeOffset(2026, 3, 31, 14, 5, 7, TimeSpan.Zero));
    }
}
