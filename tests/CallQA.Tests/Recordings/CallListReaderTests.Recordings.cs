namespace CallQA.Tests.Recordings;

public sealed partial class CallListReaderTests
{
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

    [Fact]
    public async Task ReadAsync_KeepsTheFirst_WhenRowsNameTheSameRecordingOrCall()
    {
        var list = await ReadAsync("call_id,recording_file", "c-1,a.wav", "c-2,./a.wav", "c-1,b.wav");

        list.Rows.ShouldHaveSingleItem().Row.ShouldBe(2);
        list.Problems.Select(problem => problem.Row).ShouldBe([3, 4]);
        list.Problems.ShouldAllBe(problem => problem.Message.Contains("stands in row 2 already"));
    }
}
