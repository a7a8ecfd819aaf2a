using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CallQA.Interchange;
using CallQA.Recordings;
using CallQA.Recordings.Sources;
using CallQA.Recordings.Wave;
using CallQA.Tests.Recordings.Parties;
using CallQA.Tests.Recordings.Wave;
using CallQA.Transcription;

namespace CallQA.Tests.Fuzzing;

/// <summary>Every parser of what others write, with ten thousand damaged and hostile documents each: it reads, or refuses in a sentence, and takes little memory.</summary>
public sealed class ParserFuzzTests : IDisposable
{
    private const string Vcon = """
        {"uuid":"018ff3e4-1d2c-8a00-8000-0123456789ab","created_at":"2026-03-31T12:10:00Z","extensions":["CC"],"parties":[{"tel":"tel:+493012345678","role":"customer"},{"name":"Bob","uuid":"a-9","role":"agent"}],
        "dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","duration":10.5,"parties":[1,0,null],"originator":0,"skill":"billing","mediatype":"audio/x-wav","filename":"b.wav","encoding":"base64url","body":"AQID"}],
        "analysis":[{"type":"report","vendor":"CallQA","schema":"callqa/call/1","body":{"callId":"c-1","startTime":"2026-03-31T14:05:00+02:00","holdTime":12.5,"channelMap":["customer","agent"],"resolved":true}},
        {"type":"transcript","vendor":"CallQA","schema":"callqa/transcript/1","body":{"id":"c-1","language":"de","turns":[{"speaker":"agent","text":"Hallo","start":0.5,"end":1}]}}]}
        """;

    private const string ContactLens = """
        {"LanguageCode":"en-US","CustomerMetadata":{"ContactId":"c-1"},"Participants":[{"ParticipantId":"A","ParticipantRole":"AGENT"}],"ConversationCharacteristics":{"TotalConversationDurationMillis":9000},
        "Transcript":[{"Id":"1","ParticipantId":"A","BeginOffsetMillis":0,"EndOffsetMillis":4560,"Content":"Good morning."},{"ParticipantId":"B","BeginOffsetMillis":5000,"EndOffsetMillis":6000,"Content":"Hi"}]}
        """;

    private const string JsonSidecar = """
        {"call_id":"c-1","agentInfo":[{"agentId":"a-7","tags":["x","y"]}],"start_time":"2026-03-31T14:05:00Z","duration_s":"184,5","direction":"inbound","customer_phone":"030 1234567","csat":4,"resolved":"yes","channel_map":"agent,customer","hold_s":"0:01:02"}
        """;

    private const string XmlSidecar = """<?xml version="1.0"?><call id="c-1"><start_time>31.03.2026 14:05</start_time><agent agent_id="a-7"/><customer_phone>+49301234567</customer_phone></call>""";

    private const string List = "call_id,recording_file,start_time,duration_s,direction,agent_id,csat,channel_map\nc-1,a.wav,2026-03-31T14:05:00+02:00,184.5,inbound,a-1,4,\"agent,customer\"\nc-2,b/b.wav,31.03.2026 14:05,\"1,5\",out,a-2,,\n";

    private const string Profile =
        "source: pbx-berlin\nfolder: pbx1/berlin\ntime-zone: Europe/Berlin\nregion: DE\ndates: [dd.MM.yyyy HH:mm:ss]\ndecimal: comma\nchannel-map: customer,agent\nlanguage: de\ncolumns:\n  Bearbeiter: agent_id\n"
        + "file-names:\n  - preset: freepbx\n  - pattern: '^(?<agent_id>\\d+)_(?<start_time>\\d{14})$'\nraw: mulaw,8000,2\nparties:\n  agent: [tx]\n  wait: 90s\n";

    private static readonly SourceProfile Source = SourceProfileReader.Read(Profile.Replace("folder: pbx1/berlin\n", "", StringComparison.Ordinal), "'p.yaml'");

    private static readonly string[] RawFormats = ["mulaw,8000,1", "pcm16,8000,2", "pcm24,48000,3", "float32,8000,1"];

    private readonly TemporaryFolder folder = new();
    private readonly RSA key = RSA.Create(2048);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Wave_IsReadOrRefused(ushort tag)
    {
        byte[] small = new WaveBuilder { Tag = tag, Bits = (ushort)(tag == 1 ? 16 : 8), Data = new byte[64], After = WaveBuilder.Chunk("LIST", new byte[5]) }.Build();
        byte[] extensible = new WaveBuilder { Riff = "RF64", SubFormat = tag, Bits = (ushort)(tag == 1 ? 16 : 8), Data = new byte[64], DataSize = uint.MaxValue }.Build();
        await Fuzzer.RunAsync([small, extensible], async content =>
        {
            var file = new MemoryStream(content);
            var header = await new WaveHeaderReader(file, "a.wav").ReadAsync(Token);
            if (header.Format.Encoding == WaveEncoding.Other)
                return;
            (await new WaveReader(file, header, new DecodingLimits(new AudioReaderOptions(), "a.wav"), new RecordingFile("a.wav")).CountAsync(Token)).ShouldBeGreaterThan(0);
        });
    }

    [Fact]
    public Task JsonSidecar_IsReadOrRefused() => Fuzzer.ParseAsync([Bytes(JsonSidecar)], content => Sidecar.Read(content, "a.json", Source, zone: null));

    [Fact]
    public Task XmlSidecar_IsReadOrRefused() => Fuzzer.ParseAsync([Bytes(XmlSidecar)], content => Sidecar.Read(content, "a.xml", Source, zone: null));

    [Fact]
    public Task SiprecMetadata_IsReadOrRefused() => Fuzzer.ParseAsync([Bytes(SiprecMetadataTests.Document)], content => Sidecar.Read(content, "a.xml", Source, zone: null).Siprec?.SpeakerOf("1"));

    [Fact]
    public Task List_IsReadOrRefused() => Fuzzer.RunAsync([Bytes(List)], async content =>
    {
        var path = folder.At("calls.csv");
        await File.WriteAllBytesAsync(path, content, Token);
        foreach (var problem in (await CallListReader.ReadAsync(path, new CallListOptions { Source = Source }, Token)).Problems)
            problem.Message.ShouldEndWith(".");
    });

    [Fact]
    public Task Profile_IsReadOrRefused() => Fuzzer.ParseAsync([Bytes(Profile)], content => SourceProfileReader.Read(Encoding.UTF8.GetString(content), "'p.yaml'"));

    [Fact]
    public Task Vcon_IsReadOrRefused() => Fuzzer.RunAsync([Bytes(Vcon)], content => VconReader.ReadAsync(content, "a.vcon", new VconReading(), Token));

    [Fact]
    public async Task SignedVcon_IsReadOrRefused_AndNeverReadWhenItsContentWasChanged()
    {
        using var own = SelfSigned();
        using var signer = VconSigner.Create(own.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        using var signed = new MemoryStream();
        await signer.SignAsync(new MemoryStream(Bytes(Vcon)), "018ff3e4-1d2c-8a00-8000-0123456789ab", signed, Token);
        (await VconReader.ReadAsync(Bytes(Vcon), "a.vcon", new VconReading(), Token)).Recording.Length.ShouldBe(3, "a good one is what is damaged");
        var reading = new VconReading { Trusted = TrustedSigners.Parse(own.ExportCertificatePem(), TimeProvider.System), OnlySigned = true };
        await Fuzzer.RunAsync([signed.ToArray()], async content =>
        {
            var read = await VconReader.ReadAsync(content, "a.vcon", reading, Token);
            (read.Metadata.CallId, read.Recording.Length).ShouldBe(("c-1", 3));
        });
    }

    [Fact]
    public async Task SignedVcon_IsRefused_WhateverItsHeadersAndCertificatesHold()
    {
        using var own = SelfSigned();
        var reading = new VconReading { Trusted = TrustedSigners.Parse(own.ExportCertificatePem(), TimeProvider.System) };
        await Fuzzer.RunAsync(
            [Bytes("""{"alg":"RS256","uuid":"u","crit":["b64"]}"""), Bytes("""{"alg":"ES256"}"""), own.RawData],
            async content =>
            {
                var guarded = Base64Url.EncodeToString(content[0] == (byte)'{' ? content : Bytes("""{"alg":"RS256"}"""));
                var jws = $$"""{"payload":"e30","signatures":[{"protected":"{{guarded}}","header":{"x5c":["{{Convert.ToBase64String(content)}}"]},"signature":"AAAA"}]}""";
                await Should.ThrowAsync<InputException>(() => VconReader.ReadAsync(Bytes(jws), "a.vcon", reading, Token));
            });
    }

    [Fact]
    public Task VconForm_IsCheckedOrRefused() => Fuzzer.ParseAsync([Bytes(Vcon)], content => VconFile.Check(content, "a.vcon"));

    [Fact]
    public Task ContactLens_IsReadOrRefused() => Fuzzer.ParseAsync([Bytes(ContactLens)], content => TranscriptReader.Parse(content, "a.json"));

    [Fact]
    public Task RawDeclaration_IsReadOrNone() => Fuzzer.ParseAsync(
        [Bytes("mulaw,8000,2"), Bytes("pcm16 / 16000 / 1")],
        content =>
        {
            var text = Encoding.UTF8.GetString(content);
            if (RawFormat.Parse(text) is { } read)
                RawFormat.Parse(read.ToString()).ShouldBe(read);
            return RawFormat.OfName(text);
        });

    [Fact]
    public async Task RawRecording_IsReadOrRefused()
    {
        byte[] samples = [.. Enumerable.Range(0, 600).Select(index => (byte)(index * 37))];
        var path = folder.At("a.raw");
        var readers = RawFormats.Select(raw => new AudioReader(new AudioReaderOptions { Raw = RawFormat.Parse(raw), Ffmpeg = "no-such-ffmpeg" })).ToArray();
        var turn = 0;
        await Fuzzer.RunAsync([samples], async content =>
        {
            await File.WriteAllBytesAsync(path, content, Token);
            using var clip = await readers[turn++ % readers.Length].ReadAsync(path, Token);
            clip.Channels[0].ToArray().ShouldAllBe(sample => float.IsFinite(sample));
        });
    }

    public void Dispose()
    {
        key.Dispose();
        folder.Dispose();
    }

    private X509Certificate2 SelfSigned()
    {
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(9));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
