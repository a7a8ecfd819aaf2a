using System.Text;
using CallQA.Recordings.Sources;
using CallQA.Transcription;

namespace CallQA.Tests.Recordings.Parties;

public sealed class SiprecMetadataTests
{
    /// <summary>A session of RFC 7865: the customer's stream is labelled 1, the agent's 2.</summary>
    internal const string Document = """
        <?xml version="1.0" encoding="UTF-8"?>
        <recording xmlns="urn:ietf:params:xml:ns:recording:1">
          <datamode>complete</datamode>
          <session session_id="hVpd7YQgRW2nD22h7q60JQ==">
            <sipSessionID>ab30317f1a784dc48ff824d0d3715d86;remote=47755a9de7794ba387653f2099600ef2</sipSessionID>
            <start-time>2026-03-31T12:05:00Z</start-time>
          </session>
          <participant participant_id="p1"><nameID aor="sip:+4930901820@provider.example"><name xml:lang="de">Jutta Behrens</name></nameID></participant>
          <participant participant_id="p2"><nameID aor="sip:anna@callcentre.example"><name>Anna Berg</name></nameID></participant>
          <stream stream_id="s1" session_id="hVpd7YQgRW2nD22h7q60JQ=="><label>1</label></stream>
          <stream stream_id="s2" session_id="hVpd7YQgRW2nD22h7q60JQ=="><label>2</label></stream>
          <participantstreamassoc participant_id="p1"><associate-time>2026-03-31T12:05:00Z</associate-time><send>s1</send><recv>s2</recv></participantstreamassoc>
          <participantstreamassoc participant_id="p2"><associate-time>2026-03-31T12:05:01.5Z</associate-time><send>s2</send><recv>s1</recv></participantstreamassoc>
        </recording>
        """;

    [Fact]
    public void Read_TellsSessionStartAndParties()
    {
        var told = Read(Document).Metadata;

        told.CallId.ShouldBe("ab30317f1a784dc48ff824d0d3715d86");
        told.StartTime.ShouldBe(new DateTimeOffset(2026, 3, 31, 12, 5, 0, TimeSpan.Zero));
        (told.AgentId, told.AgentName, told.CustomerPhone, told.CustomerName).ShouldBe(("anna", "Anna Berg", "+4930901820", "Jutta Behrens"));
    }

    [Fact]
    public void Read_TellsEachStreamsSenderAndStart()
    {
        var siprec = Read(Document).Siprec!;

        (siprec.SpeakerOf("1"), siprec.SpeakerOf("s2"), siprec.SpeakerOf("anna"), siprec.SpeakerOf("3")).ShouldBe((Speaker.Customer, Speaker.Agent, Speaker.Agent, Speaker.Unknown));
        (siprec.StartOf("2") - siprec.StartOf("1")).ShouldBe(TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public void Read_GoesByTheSourcesRules_WhenBothPartiesHaveNumbers()
    {
        var internalCall = Document.Replace("sip:anna@callcentre.example", "sip:4930555777@callcentre.example", StringComparison.Ordinal);

        Read(internalCall).Siprec!.SpeakerOf("2").ShouldBe(Speaker.Unknown);
        var told = Read(internalCall, "source: p\nparties:\n  agent: [callcentre.example]\n");
        (told.Siprec!.SpeakerOf("2"), told.Siprec.SpeakerOf("1"), told.Metadata.AgentId).ShouldBe((Speaker.Agent, Speaker.Customer, "4930555777"));
    }

    [Fact]
    public void Read_Refuses_WhenTheDocumentDeclaresEntities()
    {
        var bomb = Document.Replace("<recording", "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><recording", StringComparison.Ordinal);

        Should.Throw<InputException>(() => Read(bomb)).Message.ShouldContain("neither JSON nor XML");
    }

    [Fact]
    public void Read_Refuses_WhenTheDocumentIsTooDeep()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000));

        Should.Throw<InputException>(() => Read(deep)).Message.ShouldContain("deeper than 16 levels");
    }

    private static SidecarContent Read(string document, string? profile = null) => Sidecar.Read(
        Encoding.UTF8.GetBytes(document), "s1.xml", profile is null ? null : SourceProfileReader.Read(profile, "'p.yaml'"), zone: null);
}
