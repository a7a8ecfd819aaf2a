using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Tests.Recordings;

public sealed partial class CallListReaderTests : IDisposable
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
