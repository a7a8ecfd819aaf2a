using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQA.Interchange;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Tests.Interchange;

/// <summary>What goes out is in the form of the draft, by a schema and a validator that are not the product's; and the product finds what the schema finds.</summary>
public sealed class VconFormTests
{
    private const string Good = """
        {"uuid":"018ff3e4-1d2c-8a00-8000-0123456789ab","created_at":"2026-03-31T12:10:00Z","updated_at":"2026-03-31T14:10:00.5+02:00","subject":"late","extensions":["CC"],"critical":["CC"],
        "amended_from":{"uuid":"018ff3e4-1d2c-8a00-8000-0123456789ac","url":"https://e.example/a.vcon","content_hash":["sha512-AAAA"]},
        "parties":[{"tel":"+493012345678","role":"customer","civicaddress":{"pc":"10115"}},{"name":"Bob","uuid":"a-9","role":"agent","type":"person","validation":"none"},{}],
        "dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","duration":10.5,"parties":[1,[0,2],null],"originator":0,"mediatype":"audio/x-wav","filename":"b.wav","encoding":"base64url","body":"AQID",
        "party_history":[{"party":0,"time":"2026-03-31T12:05:01Z","event":"hold"},{"party":0,"time":"2026-03-31T12:05:02Z","event":"keydown","button":"5"}]},
        {"type":"recording","start":"2026-03-31T12:05:00Z","parties":1,"recording_set":5,"url":"https://e.example/b.wav","content_hash":"sha512-AA-_"},
        {"type":"text","start":"2026-03-31T12:05:00Z","mediatype":"text/plain","encoding":"none","body":"hello"},{"type":"incomplete","start":"2026-03-31T12:05:00Z","disposition":"busy"},
        {"type":"transfer","start":"2026-03-31T12:05:00Z","transferee":0,"transferor":1,"transfer_target":[2],"original":0,"target_dialog":[1]},
        {"type":"recording-set","start":"2026-03-31T12:05:00Z","recordings":[1]}],
        "analysis":[{"type":"report","vendor":"v","product":"p","schema":"s","dialog":[0,1],"attachment":0,"mediatype":"application/json","encoding":"json","body":{"a":[1]}}],
        "attachments":[{"start":"2026-03-31T12:05:00Z","party":0,"dialog":0,"purpose":"id","mediatype":"image/png","encoding":"base64url","body":"AQ"}]}
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool, int, string, string> Exports()
    {
        var exports = new TheoryData<bool, int, string, string>();
        foreach (var known in (bool[])[true, false])
            foreach (var channels in (int[])[1, 2, 3])
                foreach (var recording in (string[])["none", "inside", "address"])
                    foreach (var heard in (string[])["nothing", "words", "redacted", "no times", "scored"])
                        exports.Add(known, channels, recording, heard);
        return exports;
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public async Task WriteAsync_WritesTheFormOfTheDraft(bool known, int channels, string recording, string heard)
    {
        var written = await VconSamples.WriteAsync(
            Exported(known, channels, heard), recording == "none" ? null : [1, 2, 3, 4], recording == "address" ? new("https://recordings.example/a b.wav") : null, heard == "scored" ? "id: a\n" : null);

        VconSchema.Faults(VconSamples.Parse(written)).ShouldBeEmpty();
        VconFile.Check(written, "a.vcon").ShouldBeEmpty();
    }

    [Fact]
    public async Task SignAsync_WritesTheFormOfTheDraft()
    {
        using var key = RSA.Create(2048);
        using var own = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(VconSamples.Start, VconSamples.Start.AddDays(9));
        using var signer = VconSigner.Create(own.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        using var signed = new MemoryStream();
        await signer.SignAsync(new MemoryStream(await VconSamples.WriteAsync(Exported(true, 2, "redacted"), [1])), "018ff3e4-1d2c-8a00-8000-0123456789ab", signed, Token);

        var jws = VconSamples.Parse(signed.ToArray());

        VconSchema.FaultsOfSigned(jws).ShouldBeEmpty();
        VconSchema.Faults(JsonNode.Parse(Base64Url.DecodeFromChars((string)jws["payload"]!))).ShouldBeEmpty();
        VconFile.Check(signed.ToArray(), "a.vcon").ShouldBeEmpty();
    }

    [Fact]
    public void Check_FindsNothing_InAVconWithEveryPartOfTheDraft()
    {
        VconSchema.Faults(JsonNode.Parse(Good)).ShouldBeEmpty();
        VconFile.Check(Encoding.UTF8.GetBytes(Good), "a.vcon").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"uuid":null}""", "in the vCon, 'uuid' is missing")]
    [InlineData("""{"uuid":"u-1"}""", "in the vCon, 'uuid' is 'u-1', and not a UUID")]
    [InlineData("""{"created_at":"31.03.2026"}""", "in the vCon, 'created_at' is '31.03.2026', and not a time as in RFC 3339")]
    [InlineData("""{"created_at":7}""", "in the vCon, 'created_at' is a number, and not a time as in RFC 3339")]
    [InlineData("""{"extensions":"CC"}""", "in the vCon, 'extensions' is a text, and not a list of texts")]
    [InlineData("""{"redacted_from":{}}""", "in the vCon, 'redacted_from' and 'amended_from' exclude each other")]
    [InlineData("""{"redacted":{"uuid":"018ff3e4-1d2c-8a00-8000-0123456789ab"}}""", "in 'redacted', 'type' is missing")]
    [InlineData("""{"parties":{}}""", "in the vCon, 'parties' is an object, and not a list")]
    [InlineData("""{"parties":[7]}""", "in parties 0, there is no object")]
    [InlineData("""{"dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","duration":"10"}]}""", "in dialog 0, 'duration' is a text, and not a number of seconds")]
    [InlineData("""{"dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","duration":-1}]}""", "in dialog 0, 'duration' is -1, and not a number of seconds from 0")]
    [InlineData("""{"dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","parties":[0,-1]}]}""", "in dialog 0, 'parties' holds -1, and not the number of an entry, from 0")]
    [InlineData("""{"dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","mediatype":"audio/x-wav","body":"AQ"}]}""", "in dialog 0, 'encoding' is missing")]
    [InlineData("""{"dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","encoding":"base64url","body":"AQ"}]}""", "in dialog 0, 'mediatype' is missing")]
    [InlineData("""{"dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","mediatype":"audio/x-wav","encoding":"base64url","body":"A+/"}]}""", "in dialog 0, 'body' is not base64url")]
    [InlineData("""{"dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","mediatype":"audio/x-wav","encoding":"base64url","body":"AQ=="}]}""", "in dialog 0, 'body' is padded with =")]
    [InlineData("""{"dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","mediatype":"audio/x-wav","encoding":"base64","body":"AQ"}]}""", "in dialog 0, 'encoding' is 'base64', and not one of base64url, json, none")]
    [InlineData("""{"dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","url":"https://e.example/a"}]}""", "in dialog 0, 'content_hash' is missing")]
    [InlineData("""{"dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","url":"http://e.example/a","content_hash":"sha512-A"}]}""", "in dialog 0, 'url' is 'http://e.example/a', and not an address that begins with https://")]
    [InlineData("""{"dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","url":"https://e.example/a","content_hash":"SHA-512:A"}]}""", "in dialog 0, 'content_hash' is not a digest such as sha512-… in base64url")]
    [InlineData("""{"dialog":[{"type":"transfer","start":"2026-03-31T12:05:00Z","parties":[0]}]}""", "in dialog 0, 'parties' has no place here")]
    [InlineData("""{"dialog":[{"type":"incomplete","start":"2026-03-31T12:05:00Z"}]}""", "in dialog 0, 'disposition' is missing")]
    [InlineData("""{"dialog":[{"type":"call","start":"2026-03-31T12:05:00Z"}]}""", "in dialog 0, 'type' is 'call', and not one of recording, text, transfer, incomplete, recording-set")]
    [InlineData("""{"dialog":[{"type":"text","start":"2026-03-31T12:05:00Z","party_history":[{"party":0,"time":"2026-03-31T12:05:00Z","event":"keyup"}]}]}""", "in dialog 0, party_history 0, 'button' is missing")]
    [InlineData("""{"analysis":[{"type":"report"}]}""", "in analysis 0, 'vendor' is missing")]
    [InlineData("""{"analysis":[{"type":"report","vendor":"v","encoding":"none","body":{}}]}""", "in analysis 0, 'body' is an object, and not a text")]
    [InlineData("""{"attachments":[{"start":"2026-03-31T12:05:00Z","party":0}]}""", "in attachments 0, 'dialog' is missing")]
    public void Check_TellsWhatIsWrong_AndTheSchemaRefusesIt(string changes, string expected)
    {
        var vcon = Changed(changes);

        VconSchema.Faults(vcon).ShouldNotBeEmpty();
        Form(vcon).ShouldContain(fault => fault.ToString() == expected, string.Join("\n", Form(vcon)));
    }

    [Theory]
    [InlineData("""{"analysis":[{"type":"report","vendor":"v","dialog":6}]}""", "in analysis 0, 'dialog' names entry 6, and there is none")]
    [InlineData("""{"dialog":[{"type":"text","start":"2026-03-31T12:05:00Z","parties":[3]}]}""", "in dialog 0, 'parties' names entry 3, and there is none")]
    [InlineData("""{"created_at":"2026-02-31T12:10:00Z"}""", "in the vCon, 'created_at' is '2026-02-31T12:10:00Z', and not a time as in RFC 3339")]
    public void Check_TellsAlsoWhatNoSchemaCan(string changes, string expected) =>
        Form(Changed(changes)).ShouldContain(fault => fault.ToString() == expected);

    [Fact]
    public void Check_RefusesWhatTheSchemaRefuses_AndNothingElse()
    {
        var random = new Random(11);
        var refused = 0;
        for (var round = 0; round < 3000; round++)
        {
            var vcon = JsonNode.Parse(Good)!;
            for (var change = random.Next(1, 3); change > 0; change--)
                Damage(vcon, random);
            var bySchema = VconSchema.Faults(vcon);
            var byForm = Form(vcon).Where(fault => !fault.What.EndsWith("and there is none", StringComparison.Ordinal)).ToList();
            (byForm.Count > 0).ShouldBe(bySchema.Count > 0, $"{vcon.ToJsonString()}\nschema: {string.Join("; ", bySchema)}\nform: {string.Join("; ", byForm)}");
            if (bySchema.Count > 0) refused++;
        }

        refused.ShouldBeInRange(1000, 2900);
    }

    [Fact]
    public void Check_TellsAHundredFaults_AndNoMore() =>
        Form(new JsonObject { ["parties"] = new JsonArray([.. Enumerable.Range(0, 5000).Select(number => (JsonNode)number)]) }).Count.ShouldBe(100);

    [Theory]
    [InlineData("""{"payload":"e30","signatures":[]}""", "in the vCon, 'signatures' holds none")]
    [InlineData("""{"payload":"e30"}""", "in the vCon, 'signatures' is missing")]
    [InlineData("""{"payload":"e30","signatures":[{"protected":"e30","signature":"AA"}]}""", "in signatures 0, 'header' is missing")]
    [InlineData("""{"payload":"e30","signatures":[{"protected":"e30","signature":"AA","header":{"alg":"RS256"}}]}""", "in 'header', the signer's certificate is missing ('x5c' or 'x5u')")]
    [InlineData("""{"payload":"e30","signatures":[{"protected":"e30","signature":"A+","header":{"x5c":["a"]}}]}""", "in signatures 0, 'signature' is not base64url")]
    public void Check_TellsWhatIsWrongWithASignedOne_AndTheSchemaRefusesIt(string document, string expected)
    {
        VconSchema.FaultsOfSigned(JsonNode.Parse(document)).ShouldNotBeEmpty();
        VconFile.Check(Encoding.UTF8.GetBytes(document), "a.vcon").ShouldContain(fault => fault.ToString() == expected);
    }

    [Fact]
    public void Check_LooksIntoASignedOne() =>
        VconFile.Check("""{"payload":"e30","signatures":[{"protected":"e30","signature":"AA","header":{"x5c":["a"]}}]}"""u8.ToArray(), "a.vcon")
            .Select(fault => fault.ToString()).ShouldBe(["in the vCon, 'uuid' is missing", "in the vCon, 'created_at' is missing"]);

    [Theory]
    [InlineData("RIFF", "is no vCon: it is not valid JSON at line 1, byte 1")]
    [InlineData("""{"ciphertext":"x"}""", "is encrypted, and nothing of it can be seen")]
    [InlineData("""{"payload":"!","signatures":[]}""", null)]
    [InlineData("""{"payload":"A","signatures":[{}]}""", "is no vCon")]
    public void Check_Refuses_WhatCannotBeLookedInto(string content, string? expected)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        if (expected is null) VconFile.Check(bytes, "a.vcon").ShouldContain(fault => fault.IsWrong);
        else Should.Throw<InputException>(() => VconFile.Check(bytes, "a.vcon")).Message.ShouldBeASentence("'a.vcon'", expected);
    }

    [Theory]
    [InlineData("""{"dialog":[{"type":"recording","encoding":"base64","body":"AAAA"}]}""", "is not in the form of draft-ietf-vcon-vcon-core: in dialog 0, 'encoding' is 'base64', and not one of base64url, json, none; correct it there or export it again.")]
    [InlineData("""{"subject":7,"dialog":[{"type":"recording","encoding":"base64url","body":"AAAA"}]}""", "in the vCon, 'subject' is a number, and not a text")]
    [InlineData("""{"parties":[{"tel":49301234567}],"dialog":[{"type":"recording","encoding":"base64url","body":"AAAA"}]}""", "in parties 0, 'tel' is a number, and not a text")]
    [InlineData("""{"critical":["x-lawful"],"dialog":[{"type":"recording","encoding":"base64url","body":"AAAA"}]}""", "cannot be understood without the extension 'x-lawful' (critical), which is not known here")]
    public async Task ReadAsync_Refuses_WhatCannotBeReadPast(string content, string expected) =>
        (await Should.ThrowAsync<InputException>(() => VconReader.ReadAsync(Encoding.UTF8.GetBytes(content), "a.vcon", new VconReading(), Token))).Message.ShouldBeASentence("'a.vcon'", expected);

    [Fact]
    public async Task ReadAsync_ReadsPastTheRest_AndTellsIt()
    {
        const string content = """
            {"uuid":"u-1","dialog":[{"type":"text","duration":"x"},{"type":"recording","start":"yesterday","encoding":"base64url","body":"AAAA"}],"analysis":[{"type":7}]}
            """;

        var read = await VconReader.ReadAsync(Encoding.UTF8.GetBytes(content), "a.vcon", new VconReading(), Token);

        (read.Recording.Length, read.Metadata.StartTime, read.Faults.Count).ShouldBe((3, null, 8), string.Join("\n", read.Faults));
        VconNotes.Of(read, "a.vcon").ShouldHaveSingleItem().Sentence.ShouldBe(
            "The vCon 'a.vcon' was taken in and is not wholly in the form of draft-ietf-vcon-vcon-core: in the vCon, 'created_at' is missing (and 7 more); `callqa vcon check` shows everything.");
    }

    private static EvaluatedCall Exported(bool known, int channels, string heard) => new(
        VconSamples.Call(known ? VconSamples.Known : CallMetadata.None, channels),
        heard switch
        {
            "nothing" => null,
            "redacted" => VconSamples.Redacted,
            "no times" => new Transcript("c-1", "en", [new(Speaker.Agent, "Hello")]),
            _ => VconSamples.Said,
        },
        null,
        heard == "scored" ? VconSamples.Evaluated() : null);

    private static IReadOnlyList<VconFault> Form(JsonNode? vcon)
    {
        using var document = JsonDocument.Parse(vcon?.ToJsonString() ?? "null");
        return VconForm.Check(document.RootElement);
    }

    // null takes a property away.
    private static JsonObject Changed(string changes)
    {
        var vcon = JsonNode.Parse(Good)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
        {
            vcon.Remove(name);
            if (value is not null) vcon[name] = value.DeepClone();
        }

        return vcon;
    }

    private static void Damage(JsonNode vcon, Random random)
    {
        var node = vcon;
        while (true)
        {
            var children = node switch
            {
                JsonObject found => found.Select(entry => entry.Value).ToList(),
                JsonArray found => [.. found],
                _ => [],
            };
            var inner = children.Where(child => child is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }).ToList();
            if (inner.Count > 0 && random.Next(3) > 0)
            {
                node = inner[random.Next(inner.Count)]!;
                continue;
            }

            var at = random.Next(children.Count);
            if (node is JsonArray list) list[at] = Odd(random);
            else if (node is JsonObject owner && owner.ElementAt(at).Key is var name && (random.Next(3) > 0 || !owner.Remove(name))) owner[name] = Odd(random);
            return;
        }
    }

    private static JsonNode? Odd(Random random) => random.Next(12) switch
    {
        0 => null,
        1 => 0,
        2 => -1,
        3 => 1.5,
        4 => "x",
        5 => "",
        6 => "base64url",
        7 => true,
        8 => new JsonObject(),
        9 => new JsonArray(),
        10 => new JsonArray(0, "a"),
        _ => "recording",
    };
}
