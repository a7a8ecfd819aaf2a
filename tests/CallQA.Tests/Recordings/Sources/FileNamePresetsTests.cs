using CallQA.Recordings;
using CallQA.Recordings.Sources;
using CallQA.Transcription;

namespace CallQA.Tests.Recordings.Sources;

public sealed class FileNamePresetsTests
{
    private static readonly TimeSpan Berlin = TimeSpan.FromHours(2);

    public static TheoryData<string, string, CallMetadata> Names => new()
    {
        {
            "freepbx", "2024/11/05/out-71222-002-20241105-091730-1730780250.107.wav",
            new() { CallId = "1730780250.107", AgentId = "002", CustomerPhone = "71222", Direction = "outbound", StartTime = new(2024, 11, 5, 9, 17, 30, TimeSpan.FromHours(1)) }
        },
        {
            "freepbx", "q-1509-9257299718-20250930-005355-1764453235.353068.wav",
            new() { CallId = "1764453235.353068", Queue = "1509", CustomerPhone = "9257299718", Direction = "inbound", StartTime = new(2025, 9, 30, 0, 53, 55, Berlin) }
        },
        {
            "freepbx", "external-101-+493012345678-20260701-080000-1764453235.1.WAV",
            new() { CallId = "1764453235.1", AgentId = "101", CustomerPhone = "+493012345678", Direction = "inbound", StartTime = new(2026, 7, 1, 8, 0, 0, Berlin) }
        },
        {
            "vicidial", "20260331-140507_4930123456_SALES_a101-all.mp3",
            new() { AgentId = "a101", Campaign = "SALES", CustomerPhone = "4930123456", StartTime = new(2026, 3, 31, 14, 5, 7, Berlin) }
        },
        {
            "vicidial", "SALES_a101_20260331-140507_4930123456.mp3",
            new() { AgentId = "a101", Campaign = "SALES", CustomerPhone = "4930123456", StartTime = new(2026, 3, 31, 14, 5, 7, Berlin) }
        },
        {
            "vicidial", "20260331-140507_4930123456.wav",
            new() { CustomerPhone = "4930123456", StartTime = new(2026, 3, 31, 14, 5, 7, Berlin) }
        },
        {
            "amazon-connect", "2026/03/31/5f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0_20260331T14:05_UTC.wav",
            new() { CallId = "5f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0", StartTime = new(2026, 3, 31, 14, 5, 0, TimeSpan.Zero), ChannelMap = [Speaker.Customer, Speaker.Agent] }
        },
        {
            "genesys", "year=2026/month=3/day=31/hour=14/conversation_id=5f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9.wav",
            new() { CallId = "5f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0" }
        },
        { "twilio", "RE0123456789abcdef0123456789abcdef.wav", new() { CallId = "RE0123456789abcdef0123456789abcdef" } },
        {
            "post-call-analytics", "Repairs_CUST_12345_GUID_2a602c1a-4ca3-4d37-a933-444d575c0222_AGENT_BobS_DT_2022-03-21T17-51-51.wav",
            new() { CallId = "2a602c1a-4ca3-4d37-a933-444d575c0222", AgentId = "BobS", StartTime = new(2022, 3, 21, 17, 51, 51, TimeSpan.FromHours(1)) }
        },
        {
            "miarec", "20260331/20260331140507_4930123456_1001_5f0e1d2c3b4a.mp3",
            new() { CallId = "5f0e1d2c3b4a", AgentId = "1001", CustomerPhone = "4930123456", Direction = "inbound", StartTime = new(2026, 3, 31, 14, 5, 7, Berlin) }
        },
        {
            "miarec", "2026-03-31-140507-1001-+4930123456.mp3",
            new() { AgentId = "1001", CustomerPhone = "+4930123456", Direction = "outbound", StartTime = new(2026, 3, 31, 14, 5, 7, Berlin) }
        },
        { "miarec", "20260331/2026-03-31-140507_2.mp3", new() { StartTime = new(2026, 3, 31, 14, 5, 7, Berlin) } },
    };

    public static TheoryData<string> All => [.. FileNamePresets.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Describe_ReadsTheName(string preset, string name, CallMetadata expected)
    {
        var told = Of(preset).Describe(name);

        told.ChannelMap.ShouldBe(expected.ChannelMap);
        (told with { ChannelMap = null }).ShouldBe(expected with { ChannelMap = null, Source = "pbx" });
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Example_FitsTheFirstForm(string preset) =>
        FileNamePresets.All[preset].Patterns[0].Match(FileNamePresets.All[preset].Example).ShouldNotBeNull();

    [Theory]
    [MemberData(nameof(All))]
    public void Describe_SaysNothing_WhenTheNameHasAnotherForm(string preset) =>
        Of(preset).Describe("holiday greetings (2).wav").ShouldBe(new CallMetadata { Source = "pbx" });

    private static SourceProfiles Of(string preset) => new(
        [new SourceProfile { Id = "pbx", TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), FileNames = FileNamePresets.All[preset].Patterns }], zone: null);
}
