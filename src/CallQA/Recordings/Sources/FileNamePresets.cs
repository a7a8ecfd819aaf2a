using CallQA.Transcription;

namespace CallQA.Recordings.Sources;

/// <summary>The forms of names that widely used recorders write.</summary>
public static class FileNamePresets
{
    private const string AsteriskEnd = @"(?<start_time>\d{8}-\d{6})-(?<call_id>\d{9,11}\.\d+)$";
    private const string Uuid = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";

    // %{setup-time}, %{caller-number}, %{called-number}, %{call-id}: the recorder adds a number where two calls begin at once.
    private const string MiaRecStart = @"^(?<start_time>\d{14}|\d{8}[_-]\d{6}|\d{4}-\d{2}-\d{2}-\d{2}-?\d{2}-?\d{2})";
    private const string MiaRecEnd = @"(?:[_-](?<call_id>[0-9A-Za-z]{4,}(?:-[0-9A-Za-z]+)*))?(?:_\d{1,3})?$";

    private static readonly CallMetadata Inbound = new() { Direction = "inbound" };
    private static readonly CallMetadata Outbound = new() { Direction = "outbound" };

    // Amazon Connect records the agent on the right, everybody else on the left.
    private static readonly CallMetadata Connect = new() { ChannelMap = [Speaker.Customer, Speaker.Agent] };

    /// <summary>All, by name.</summary>
    public static IReadOnlyDictionary<string, FileNamePreset> All { get; } = new FileNamePreset[]
    {
        new(
            "freepbx",
            "out-71222-002-20241105-091730-1730780250.107.wav",
            [
                FileNamePattern.Parse(@"^out-(?<customer_phone>\+?\d+)-(?<agent_id>[^-]+)-" + AsteriskEnd, Outbound),
                FileNamePattern.Parse(@"^force-(?<customer_phone>\+?\d+)-(?<agent_id>[^-]+)-" + AsteriskEnd),
                FileNamePattern.Parse(@"^(?:q|rg)-(?<queue>[^-]+)-(?<customer_phone>\+?\d+|[^-]+)-" + AsteriskEnd, Inbound),
                FileNamePattern.Parse(@"^(?:external|in|exten)-(?<agent_id>[^-]+)-(?<customer_phone>\+?\d+|[^-]+)-" + AsteriskEnd, Inbound),
                FileNamePattern.Parse(@"^internal-(?<agent_id>[^-]+)-[^-]+-" + AsteriskEnd),
            ]),
        new(
            "vicidial",
            "20260331-140507_4930123456_SALES_a101-all.mp3",
            [
                FileNamePattern.Parse(@"^(?<start_time>\d{8}-\d{6})_(?<customer_phone>\+?\d+)_(?<campaign>[^_]+)_(?<agent_id>[^_]+?)(?:-(?:all|in|out))?$"),
                FileNamePattern.Parse(@"^(?<campaign>[^_]+)_(?<agent_id>[^_]+)_(?<start_time>\d{8}-\d{6})_(?<customer_phone>\+?\d+)(?:-(?:all|in|out))?$"),
                FileNamePattern.Parse(@"^(?<start_time>\d{8}-\d{6})_(?<customer_phone>\+?\d+)(?:-(?:all|in|out))?$"),
            ]),
        new(
            "amazon-connect",
            "5f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0_20260331T14:05_UTC.wav",
            [
                FileNamePattern.Parse($"^(?<call_id>{Uuid})_(?<start_utc>\\d{{8}}T\\d{{2}}[:_-]?\\d{{2}})_UTC$", Connect),
                FileNamePattern.Parse($"^(?<call_id>{Uuid})_call_recording_redacted_", Connect),
                FileNamePattern.Parse($"^(?<call_id>{Uuid})_", Connect),
            ]),
        new(
            "genesys",
            "year=2026/month=3/day=31/hour=14/conversation_id=5f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9.wav",
            [FileNamePattern.Parse($"conversation_id=(?<call_id>{Uuid})/[^/]+$")]),
        new(
            "twilio",
            "RE0123456789abcdef0123456789abcdef.wav",
            [FileNamePattern.Parse("^(?<call_id>(?:RE|CA)[0-9a-f]{32})$")]),
        new(
            "siprec",
            "ab30317f1a784dc48ff824d0d3715d86_20260331T140507_agent.wav",
            [
                FileNamePattern.Parse(@"^(?<call_id>.+)_(?<start_time>\d{8}[-T]?\d{6})_(?<party>[A-Za-z0-9]+)$"),
                FileNamePattern.Parse(@"^(?<call_id>.+)_(?<party>[A-Za-z]+|\d{1,3})$"),
            ]),
        new(
            "asterisk-monitor",
            "1730780250.107-in.wav",
            [FileNamePattern.Parse("^(?<call_id>.+)-(?<party>in|out)$")]),
        new(
            "miarec",
            "20260331/20260331140507_4930123456_1001_5f0e1d2c3b4a.mp3",
            [
                FileNamePattern.Parse(MiaRecStart + @"[_-](?<customer_phone>\+?\d{7,15})[_-](?<agent_id>\d{2,6})" + MiaRecEnd, Inbound),
                FileNamePattern.Parse(MiaRecStart + @"[_-](?<agent_id>\d{2,6})[_-](?<customer_phone>\+?\d{7,15})" + MiaRecEnd, Outbound),
                FileNamePattern.Parse(MiaRecStart + @"(?:[_-]\d{1,3})?$"),
            ]),
        new(
            "post-call-analytics",
            "Repairs_CUST_12345_GUID_2a602c1a-4ca3-4d37-a933-444d575c0222_AGENT_BobS_DT_2022-03-21T17-51-51.wav",
            [
                FileNamePattern.Parse($"_GUID_(?<call_id>{Uuid})_AGENT_(?<agent_id>[^_]+)_DT_(?<start_time>\\d{{4}}-\\d{{2}}-\\d{{2}}T\\d{{2}}-\\d{{2}}-\\d{{2}})"),
                FileNamePattern.Parse($"_GUID_(?<call_id>{Uuid})_AGENT_(?<agent_id>[^_]+)"),
            ]),
    }.ToDictionary(preset => preset.Name);
}

/// <summary>The forms of one recorder's names.</summary>
/// <param name="Name">By which a profile asks for it.</param>
/// <param name="Example">A name of the first form.</param>
/// <param name="Patterns">The forms; the first that fits counts.</param>
public sealed record FileNamePreset(string Name, string Example, IReadOnlyList<FileNamePattern> Patterns);
