using System.Text;
using CallQA.Recordings;
using CallQA.Recordings.Sources;

namespace CallQA.Tests.Recordings;

public sealed partial class CallListReaderTests
{
    [Fact]
    public async Task ReadAsync_GoesByTheSourcesProfile()
    {
        var path = folder.Write("list.csv", "Datei;Bearbeiter;Beginn;Dauer;Rufnummer\na.wav;a-7;03/04/2026 14:05;184,5;030 12345678\n");
        var source = SourceProfileReader.Read(
            """
            source: pbx
            time-zone: Europe/Berlin
            region: DE
            dates: [dd/MM/yyyy HH:mm]
            columns: { Datei: recording_file, Bearbeiter: agent_id, Beginn: start_time, Dauer: duration_s, Rufnummer: customer_phone }
            """,
            "pbx.yaml");

        var list = await CallListReader.ReadAsync(path, new CallListOptions { Source = source }, Token);

        list.Problems.ShouldBeEmpty();
        list.Rows.ShouldHaveSingleItem().Metadata.ShouldBe(new CallMetadata
        {
            AgentId = "a-7",
            StartTime = new DateTimeOffset(2026, 4, 3, 14, 5, 0, TimeSpan.FromHours(2)),
            StatedDuration = TimeSpan.FromSeconds(184.5),
            CustomerPhone = "+493012345678",
        });
    }

    [Theory]
    [InlineData("inbound", "+4930123456", "+498912345", "+4930123456")]
    [InlineData("outbound", "+498912345", "+4930123456", "+4930123456")]
    public async Task ReadAsync_TakesTheCustomersNumber_OfAniAndDnis(string direction, string ani, string dnis, string customer)
    {
        var list = await ReadAsync("Filename,Direction,ANI,DNIS", $"a.wav,{direction},{ani},{dnis}");

        list.Rows.ShouldHaveSingleItem().Metadata.CustomerPhone.ShouldBe(customer);
    }

    [Fact]
    public async Task ReadAsync_CountsMilliseconds_WhereTheSourceDoes()
    {
        var path = folder.Write(
            "export.csv",
            "Filename,Conversation Duration,Total Hold\na.wav,184500,12250.5\nb.wav,0:03:04,0\nc.wav,172800001,0\n");
        var source = SourceProfileReader.Read("source: genesys\ndurations: milliseconds", "genesys.yaml");

        var list = await CallListReader.ReadAsync(path, new CallListOptions { Source = source }, Token);

        list.Rows.Select(row => (row.Metadata.StatedDuration, row.Metadata.HoldTime)).ShouldBe(
            [(TimeSpan.FromSeconds(184.5), TimeSpan.FromMilliseconds(12_250.5)), (TimeSpan.FromSeconds(184), TimeSpan.Zero)]);
        list.Problems.ShouldHaveSingleItem().Message.ShouldContain("'172800001' is no length of time; write milliseconds such as 184500");
    }

    [Fact]
    public async Task ReadAsync_KnowsAsterisksColumns_WhenTheTimeZoneIsGiven()
    {
        var path = folder.Write("cdr.csv", "calldate,src,billsec,duration,uniqueid,recordingfile\n2026-03-31 14:05:00,+1555,60,75,1730780250.107,a.wav\n");
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), "test", "test");

        var row = (await CallListReader.ReadAsync(path, new CallListOptions { TimeZone = zone }, Token)).Rows.ShouldHaveSingleItem();

        row.Metadata.StartTime.ShouldBe(new DateTimeOffset(2026, 3, 31, 12, 5, 0, TimeSpan.Zero));
        (row.Metadata.CallId, row.Metadata.StatedDuration, row.Metadata.CustomerPhone).ShouldBe(("1730780250.107", TimeSpan.FromMinutes(1), "+1555"));
    }

    [Theory]
    [InlineData("4930123456", "71222", "", "4930123456")]
    [InlineData("71222", "03012345678", "", "03012345678")]
    [InlineData("71222", "71223", "", "71222")]
    [InlineData("+15550100101", "+4930123456", "outbound", "+4930123456")]
    [InlineData("+4930123456", "+15550100101", "inbound", "+4930123456")]
    public async Task ReadAsync_FindsTheCustomersNumber_WhereCallerAndCalledAreTold(string caller, string called, string direction, string customer)
    {
        var list = await ReadAsync("recordingfile,src,dst,direction", $"a.wav,{caller},{called},{direction}");

        list.Rows.ShouldHaveSingleItem().Metadata.CustomerPhone.ShouldBe(customer);
    }

    [Theory]
    [InlineData("4930123456", "71222", "", "PJSIP/1001-0000a1b2", "1001")]
    [InlineData("4930123456", "71222", "", "Local/1002@from-queue-0000012;1", "1002")]
    [InlineData("4930123456", "71222", "", "SIP/trunk-0000a1b2", null)]
    [InlineData("1003", "03012345678", "1003", "SIP/trunk-0000a1b2", "1003")]
    [InlineData("Empfang", "03012345678", "1004", "", "1004")]
    [InlineData("1005", "03012345678", "", "PJSIP/4930-01", "1005")]
    [InlineData("1006", "1007", "1006", "PJSIP/1007-0000a1b2", "1007")]
    public async Task ReadAsync_FindsTheAgentsExtension_InAsterisksCdr(string caller, string called, string cnum, string channel, string? agent)
    {
        var list = await ReadAsync("recordingfile,src,dst,cnum,dstchannel", $"a.wav,{caller},{called},{cnum},{channel}");

        list.Rows.ShouldHaveSingleItem().Metadata.AgentId.ShouldBe(agent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadAsync_ReadsUtf16_WithoutByteOrderMark(bool bigEndian)
    {
        var path = folder.At("calls.csv");
        await File.WriteAllBytesAsync(path, new UnicodeEncoding(bigEndian, byteOrderMark: false).GetBytes("recording_file;team\na.wav;Süd „Ä“\n"), Token);

        (await CallListReader.ReadAsync(path, Token)).Rows.ShouldHaveSingleItem().Metadata.Team.ShouldBe("Süd „Ä“");
    }

    [Fact]
    public async Task ReadAsync_UnderstandsMiaRecsNames()
    {
        var list = await ReadAsync("file,call-id,setup-time,caller-number,called-number", "a.mp3,c-1,2026-03-31 12:05Z,4930123456,1001");

        var metadata = list.Rows.ShouldHaveSingleItem().Metadata;
        (metadata.CallId, metadata.StartTime, metadata.CustomerPhone).ShouldBe(("c-1", new DateTimeOffset(2026, 3, 31, 12, 5, 0, TimeSpan.Zero), "4930123456"));
    }

    [Theory]
    [InlineData("customer_name", "Jutta Behrens", "Jutta Behrens")]
    [InlineData("Customer Name", "Behrens Jutta", "Behrens Jutta")]
    [InlineData("first_name,last_name", "Jutta,Behrens", "Jutta Behrens")]
    [InlineData("Agent First Name,Agent Last Name", "Emily,Carter", null)]
    [InlineData("cnam,src", "Jutta Behrens,03012345678", "Jutta Behrens")]
    [InlineData("cnam,src,dst", "Emily Carter,71222,03012345678", null)]
    [InlineData("cnam,src,dst", "Emily Carter,71222,71223", null)]
    [InlineData("cnam,src,direction", "Emily Carter,03012345678,outbound", null)]
    [InlineData("cnam,src", "WIRELESS CALLER,03012345678", null)]
    [InlineData("customer_name", "03012345678", null)]
    public async Task ReadAsync_FindsTheCustomersName_AndNotTheAgents(string columns, string values, string? name)
    {
        var list = await ReadAsync($"recordingfile,{columns}", $"a.wav,{values}");

        list.Rows.ShouldHaveSingleItem().Metadata.CustomerName.ShouldBe(name);
    }
}
