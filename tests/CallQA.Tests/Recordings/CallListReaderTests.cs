using System.Text;
using CallQA.Recordings;
using CallQA.Recordings.Sources;
using CallQA.Transcription;

namespace CallQA.Tests.Recordings;

public sealed class CallListReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_MapsEveryColumn()
    {
        var list = await ReadAsync(
            "call_id,recording_file,start_time,duration_s,direction,agent_id,agent_name,team,queue,reason,campaign,customer_phone,disposition,language,hold_s,csat,resolved,channel_map",
            "c-1,calls/a.wav,2026-03-31T14:05:00+02:00,184.5,inbound,a-1,\"Carter, Emily\",North,orders,late delivery,Home Choice,+15550100101,refund,en-GB,12,4.5,yes,\"customer,agent\"");

        list.Problems.ShouldBeEmpty();
        var row = list.Rows.ShouldHaveSingleItem();
        (row.Row, row.RecordingFile, row.RecordingPath).ShouldBe((2, "calls/a.wav", folder.At("calls/a.wav")));
        row.Metadata.ChannelMap.ShouldBe([Speaker.Customer, Speaker.Agent]);
        (row.Metadata with { ChannelMap = null }).ShouldBe(new CallMetadata
        {
            CallId = "c-1",
            StartTime = new DateTimeOffset(2026, 3, 31, 14, 5, 0, TimeSpan.FromHours(2)),
            StatedDuration = TimeSpan.FromSeconds(184.5),
            Direction = "inbound",
            AgentId = "a-1",
            AgentName = "Carter, Emily",
            Team = "North",
            Queue = "orders",
            Reason = "late delivery",
            Campaign = "Home Choice",
            CustomerPhone = "+15550100101",
            Disposition = "refund",
            Language = "en",
            HoldTime = TimeSpan.FromSeconds(12),
            CustomerSatisfaction = 4.5,
            Resolved = true,
        });
    }

    [Fact]
    public async Task ReadAsync_KnowsADiallersExport()
    {
        var list = await ReadAsync(
            "Start Time,Agent loginId,Agent First Name,Agent Last Name,Customer phone,Direction,Service,Disposition,Notes,Voice Signature,Flagged,Talk Time,Export status,RecordingId,Global Interaction ID",
            "2026-03-31 14:05:00 +02:00,ecarter,Emily,Carter,+1555,Outbound,orders,done,,,,00:03:04,exported,r-1,g-1");

        list.Problems.ShouldBeEmpty();
        var row = list.Rows.ShouldHaveSingleItem();
        row.Identifiers.ShouldBe(["r-1", "g-1"]);
        var metadata = row.Metadata;
        (metadata.CallId, metadata.AgentId, metadata.AgentName, metadata.Queue, metadata.Direction).ShouldBe(("g-1", "ecarter", "Emily Carter", "orders", "outbound"));
        metadata.StatedDuration.ShouldBe(TimeSpan.FromSeconds(184));
    }

    [Theory]
    [InlineData(
        "AccountSid,CallSid,RecordingSid,RecordingUrl,RecordingStatus,RecordingDuration,RecordingChannels,RecordingStartTime,RecordingSource,RecordingTrack",
        "AC1,CA2,RE3,https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE3,completed,184,2,\"Tue, 31 Mar 2026 12:05:07 +0000\",DialVerb,both",
        "RE3 CA2", "CA2")]
    [InlineData("Contact ID,Initiation timestamp,Queue,Agent", "5f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0,2026-03-31T12:05:07Z,orders,ecarter", "5f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0", "5f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0")]
    [InlineData("Conversation ID,Conversation Start,Direction", "5f0e1d2c,2026-03-31T12:05:07Z,Inbound", "5f0e1d2c", "5f0e1d2c")]
    [InlineData("RecordingSid,agent", "RE3,ecarter", "RE3", null)]
    [InlineData("RecordingId,agent", "r/3,ecarter", "r_3-4a35af38", "r_3-4a35af38")]
    public async Task ReadAsync_TellsTheIdentifiers_WhenNoColumnNamesFiles(string header, string row, string identifiers, string? call)
    {
        var list = await ReadAsync(header, row);

        list.Problems.ShouldBeEmpty();
        var read = list.Rows.ShouldHaveSingleItem();
        (string.Join(' ', read.Identifiers), read.RecordingFile, read.Metadata.CallId).ShouldBe((identifiers, identifiers.Split(' ')[0], call));
    }

    [Fact]
    public async Task ReadAsync_ReportsRows_WhoseIdentifierIsMissingOrTwice()
    {
        var list = await ReadAsync("RecordingSid,CallSid,agent", "RE1,CA1,a", ",CA2,b", ",,c", "RE1,CA3,d");

        list.Rows.Select(row => row.Identifiers[0]).ShouldBe(["RE1", "CA2"]);
        list.Problems.Select(problem => problem.Row).ShouldBe([4, 5]);
        list.Problems[0].Message.ShouldContain("names no recording; give its identifier or that of its call");
        list.Problems[1].Message.ShouldContain("column 'RecordingSid': 'RE1' stands in row 2 already");
    }

    [Fact]
    public async Task ReadAsync_TakesTheAgentOfTheLongestPart_WhenACallHasARowForEachAgent()
    {
        var list = await ReadAsync(
            "Agent loginId,Talk Time,Global Interaction ID", "anna,00:01:00,g-1", "ben,00:03:04,g-1", "cleo,,g-1", "dora,00:00:10,g-2", "emil,00:00:10,g-2");

        list.Problems.ShouldBeEmpty();
        list.Rows.Select(row => (row.Metadata.CallId, row.Metadata.AgentId)).ShouldBe([("g-1", "ben"), ("g-2", "dora")]);
        list.Notes.Count.ShouldBe(3);
        list.Notes[0].ShouldEndWith("row 2: the row tells another part of the call in row 3, whose agent counts because that part is the longest.");
    }

    [Fact]
    public async Task ReadAsync_TakesTheAgentOfTheLongestPart_WhenTheRowsNameOneFile()
    {
        var list = await ReadAsync("recording_file,call_id,agent,duration_s", "a.wav,c-1,anna,10", "a.wav,c-1,ben,20", "a.wav,c-2,cleo,30");

        list.Rows.ShouldHaveSingleItem().Metadata.AgentId.ShouldBe("ben");
        list.Notes.ShouldHaveSingleItem();
        list.Problems.ShouldHaveSingleItem().Message.ShouldContain("stands in row 3 already");
    }

    [Fact]
    public async Task ReadAsync_KeepsBothRecordings_WhenTheyAreOfOneCall()
    {
        var list = await ReadAsync("RecordingId,Global Interaction ID,agent,Talk Time", "r-1,g-1,anna,10", "r-2,g-1,ben,20");

        list.Problems.ShouldBeEmpty();
        list.Rows.Select(row => string.Join(' ', row.Identifiers)).ShouldBe(["r-1", "r-2 g-1"]);
    }

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

    [Theory]
    [InlineData("start_time", "31.03.2026 14:05", "has no time zone")]
    [InlineData("start_time", "2026-02-30T14:05:00Z", "is no date and time")]
    [InlineData("start_time", "0001-01-01T00:00:00Z", "is no date and time")]
    [InlineData("start_time", "2026-03-31T14:05:00", "has no time zone")]
    [InlineData("duration_s", "-5", "is no length of time")]
    [InlineData("duration_s", "99999999999", "is no length of time")]
    [InlineData("hold_s", "soon", "is no length of time")]
    [InlineData("direction", "sideways", "is no direction")]
    [InlineData("language", "klingon", "is no known language")]
    [InlineData("csat", "11", "is no rating")]
    [InlineData("resolved", "perhaps", "is neither yes nor no")]
    [InlineData("channel_map", "agent,robot", "is no channel map")]
    [InlineData("recording_file", "../a.wav", "leads out of the folder")]
    [InlineData("recording_file", @"..\a.wav", "leads out of the folder")]
    [InlineData("recording_file", "/etc/passwd", "is an absolute path")]
    [InlineData("recording_file", @"C:\a.wav", "is an absolute path")]
    [InlineData("recording_file", "https://host/a.wav", "is an address")]
    [InlineData("recording_file", ".", "names no file")]
    [InlineData("recording_file", "a\tb.wav", "holds a control character")]
    public async Task ReadAsync_ReportsTheRowAndGoesOn_WhenAValueIsWrong(string column, string value, string what)
    {
        var header = column == "recording_file" ? "call_id,recording_file" : $"{column},recording_file";
        var bad = column == "recording_file" ? $"c-1,\"{value}\"" : $"\"{value}\",bad.wav";

        var list = await ReadAsync(header, bad, ",good.wav");

        list.Rows.ShouldHaveSingleItem().RecordingFile.ShouldBe("good.wav");
        var problem = list.Problems.ShouldHaveSingleItem();
        (problem.Row, problem.Column, problem.Value).ShouldBe((2, column, value.Replace('\t', ' ')));
        problem.Message.ShouldBeASentence(folder.At("calls.csv"), "row 2", $"column '{column}'", $"'{problem.Value}' {what}");
    }

    [Fact]
    public async Task ReadAsync_ReportsEveryProblemOfARow()
    {
        var list = await ReadAsync("recording_file,language,csat", ",xx,9");

        list.Problems.Select(problem => problem.Column).ShouldBe(["recording_file", "language", "csat"]);
    }

    [Fact]
    public async Task ReadAsync_KeepsTheFirst_WhenRowsNameTheSameRecordingOrCall()
    {
        var list = await ReadAsync("call_id,recording_file", "c-1,a.wav", "c-2,./a.wav", "c-1,b.wav");

        list.Rows.ShouldHaveSingleItem().Row.ShouldBe(2);
        list.Problems.Select(problem => problem.Row).ShouldBe([3, 4]);
        list.Problems.ShouldAllBe(problem => problem.Message.Contains("stands in row 2 already"));
    }

    [Theory]
    [InlineData("a.wav,agent,customer", "has 3 columns where the header has 2")]
    [InlineData("a.wav", "has 1 columns where the header has 2")]
    [InlineData("\"a\".wav,agent", "has a double quote where none may stand")]
    public async Task ReadAsync_ReportsTheRow_WhenItIsBrokenAsAWhole(string row, string what)
    {
        var list = await ReadAsync("recording_file,channel_map", row, "b.wav,agent");

        list.Rows.ShouldHaveSingleItem().RecordingFile.ShouldBe("b.wav");
        list.Problems.ShouldHaveSingleItem().Message.ShouldBeASentence("row 2: the row " + what);
    }

    [Fact]
    public async Task ReadAsync_TakesTheRow_WhenOnlyEmptyValuesAreTooMany() =>
        (await ReadAsync("recording_file,team", "a.wav,North,, ")).Rows.ShouldHaveSingleItem().Metadata.Team.ShouldBe("North");

    [Fact]
    public async Task ReadAsync_SaysSo_WhenAQuoteIsNeverClosed()
    {
        var list = await ReadAsync("recording_file,team", "a.wav,North", "b.wav,\"South", "c.wav,West");

        list.Rows.ShouldHaveSingleItem().RecordingFile.ShouldBe("a.wav");
        list.Problems.ShouldHaveSingleItem().Message.ShouldBeASentence("row 3", "never closed");
    }

    [Theory]
    [InlineData("sep=;\nrecording_file;team\na.wav;North, East\n", 3)]
    [InlineData("recording_file\tteam\na.wav\tNorth, East\n", 2)]
    [InlineData("recording_file|team\na.wav|North, East\n", 2)]
    [InlineData("recording_file|team|channel_map\na.wav|North, East|\"agent|customer\"\n", 2)]
    [InlineData("\r\nrecording_file;team\r\n\r\na.wav;North, East", 4)]
    public async Task ReadAsync_FindsDelimiterAndLines(string content, int line)
    {
        var list = await CallListReader.ReadAsync(folder.Write("calls.csv", content), Token);

        list.Problems.ShouldBeEmpty();
        var row = list.Rows.ShouldHaveSingleItem();
        (row.Row, row.Metadata.Team).ShouldBe((line, "North, East"));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("agent_id,team\n1,2\n", "no column 'recording_file' in its first line, and none with an identifier such as 'call_id' or 'RecordingSid'")]
    [InlineData("Dear colleague\nplease find attached\n", "no column 'recording_file'")]
    [InlineData("recording_file,team,Team\n", "'Team' twice")]
    [InlineData("\n\n", "no column 'recording_file'")]
    public async Task ReadAsync_Throws_WhenItIsNoCallList(string content, string what)
    {
        var path = folder.Write("calls.csv", content);

        var error = await Should.ThrowAsync<InputException>(() => CallListReader.ReadAsync(path, Token));

        error.Fault.ShouldBe(InputFault.Metadata);
        error.Message.ShouldBeASentence(path, what);
    }

    [Fact]
    public async Task ReadAsync_ThrowsNothingButInputExceptions_WhateverTheBytes()
    {
        var random = new Random(4711);
        var original = await File.ReadAllBytesAsync(Samples.CallList, Token);
        for (var round = 0; round < 400; round++)
        {
            var path = folder.Write("calls.csv", Mutation.Of(original, random));
            try
            {
                var list = await CallListReader.ReadAsync(path, Token);
                list.Rows.ShouldAllBe(row => row.RecordingPath.StartsWith(folder.Folder + Path.DirectorySeparatorChar));
                list.Problems.ToList().ForEach(problem => problem.Message.ShouldBeASentence(path, $"row {problem.Row}"));
            }
            catch (InputException error)
            {
                error.Message.ShouldBeASentence(path);
            }
        }
    }

    public void Dispose() => folder.Dispose();

    private Task<CallList> ReadAsync(params string[] lines) =>
        CallListReader.ReadAsync(folder.Write("calls.csv", string.Join("\r\n", lines)), Token);
}
