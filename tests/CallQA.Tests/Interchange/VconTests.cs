using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQA.Interchange;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Tests.Interchange;

public sealed class VconTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static CallMetadata Known => VconSamples.Known;

    private static Transcript Said => VconSamples.Said;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(49_152)]
    [InlineData(200_001)]
    public async Task ReadAsync_BringsBackWhatWasWritten(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        var evaluation = Evaluated();

        var read = await VconReader.ReadAsync(await WriteAsync(new EvaluatedCall(Called(Known), Said, null, evaluation), content), null, Token);

        read.Recording.ToArray().ShouldBe(content);
        read.FileName.ShouldBe("a.wav");
        JsonSerializer.Serialize(read.Metadata, CallQAJson.Compact).ShouldBe(JsonSerializer.Serialize(Known, CallQAJson.Compact));
        TranscriptWriter.For("json").Write(read.Transcript!).ShouldBe(TranscriptWriter.For("json").Write(Said));
        JsonSerializer.Serialize(read.Evaluation, CallQAJson.Compact).ShouldBe(JsonSerializer.Serialize(evaluation, CallQAJson.Compact));
    }

    [Fact]
    public async Task ReadAsync_KnowsNoMore_WhenNothingWasKnown()
    {
        var read = await VconReader.ReadAsync(await WriteAsync(new EvaluatedCall(Called(CallMetadata.None), null, null, null), [1, 2, 3]), null, Token);

        (read.Metadata, read.Transcript, read.Evaluation).ShouldBe((new CallMetadata { CallId = "c-1" }, null, null));
    }

    [Fact]
    public async Task WriteAsync_KeepsToTheDraft()
    {
        var vcon = JsonNode.Parse(await File.ReadAllTextAsync(await WriteAsync(new EvaluatedCall(Called(Known), Said, null, Evaluated()), [1, 2, 3]), Token))!;

        Guid.Parse((string)vcon["uuid"]!).Version.ShouldBe(8);
        vcon["vcon"].ShouldBeNull("it is deprecated");
        vcon["extensions"]!.AsArray().Select(name => (string)name!).ShouldBe(["CC", "wtf_transcription"]);
        vcon["parties"]!.AsArray().Select(party => (string)party!["role"]!).ShouldBe(["agent", "customer"]);
        var dialog = vcon["dialog"]![0]!;
        dialog["parties"]!.AsArray().Select(party => (int)party!).ShouldBe([1, 0], "one entry a channel: the customer is on the first");
        ((int)dialog["originator"]!, (double)dialog["duration"]!, (string)dialog["mediatype"]!).ShouldBe((1, 66.5, "audio/x-wav"));
        ((string)dialog["content_hash"]!).ShouldBe("sha512-" + Base64Url.EncodeToString(SHA512.HashData([1, 2, 3])));
        foreach (var analysis in vcon["analysis"]!.AsArray())
        {
            ((string)analysis!["vendor"]!, (string)analysis["encoding"]!).ShouldBe(("CallQA", "json"));
            analysis["body"].ShouldBeOfType<JsonObject>();
        }

        var wtf = vcon["analysis"]![0]!["body"]!;
        ((string)wtf["segments"]![0]!["speaker"]!, (string)wtf["words"]![1]!["text"]!).ShouldBe(("agent", "Tag."));
    }

    [Fact]
    public async Task WriteAsync_LeavesTheCustomersNameOut_AndReadAsyncTheSourceOfElsewhere()
    {
        var path = await WriteAsync(new EvaluatedCall(Called(Known with { CustomerName = "Jutta Behrens", Source = "pbx" }), Said, null, Evaluated()), [1, 2, 3]);

        (await File.ReadAllTextAsync(path, Token)).ShouldNotContain("Behrens");
        (await VconReader.ReadAsync(path, null, Token)).Metadata.Source.ShouldBeNull();
    }

    [Fact]
    public async Task ReadAsync_TakesWhatOthersWrite()
    {
        var path = folder.Write(
            "other.vcon",
            $$"""
            { "vcon": "0.0.2", "uuid": "018ff3e4-1d2c-8a00-8000-0123456789ab", "created_at": "2026-03-31T12:10:00Z", "extensions": ["CC"],
              "parties": [ { "tel": "tel:+49 (30) 123-45678", "role": "customer", "name": "Jutta Behrens" }, { "name": "Bob", "uuid": "a-9", "role": "agent" }, { "name": "boss" } ],
              "dialog": [
                { "type": "text", "start": "2026-03-31T12:05:00Z", "parties": [0] },
                { "type": "recording", "start": "2026-03-31T12:05:00Z", "duration": 10, "parties": [1, 0, null], "originator": 0, "skill": "billing",
                  "mediatype": "audio/x-mp3", "filename": "../../etc/b.mp3", "encoding": "base64url", "body": "{{Base64Url.EncodeToString([9, 8])}}" } ],
              "analysis": [ { "type": "transcript", "vendor": "other", "dialog": 1, "encoding": "none", "body": "hello" } ] }
            """);

        var read = await VconReader.ReadAsync(path, null, Token);

        (read.FileName, read.Recording.ToArray().Length, read.Transcript).ShouldBe(("b.mp3", 2, null));
        read.Metadata.ChannelMap.ShouldBe([Speaker.Agent, Speaker.Customer, Speaker.Unknown]);
        (read.Metadata with { ChannelMap = null }).ShouldBe(new CallMetadata
        {
            CallId = "018ff3e4-1d2c-8a00-8000-0123456789ab",
            StartTime = new(2026, 3, 31, 12, 5, 0, TimeSpan.Zero),
            StatedDuration = TimeSpan.FromSeconds(10),
            AgentId = "a-9",
            AgentName = "Bob",
            CustomerPhone = "+493012345678",
            CustomerName = "Jutta Behrens",
            Direction = "inbound",
            Queue = "billing",
        });
    }

    [Theory]
    [InlineData("""[0, 1]""", true)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("[0]", false)]
    public async Task ReadAsync_TakesOurTranscript_OnlyWhereItIsOfTheRecording(string dialog, bool expected)
    {
        var path = folder.Write(
            "other.vcon",
            $$"""
            { "dialog": [ { "type": "text" }, { "type": "recording", "encoding": "base64url", "body": "AAAA" } ],
              "analysis": [ { "schema": "callqa/transcript/1", "dialog": {{dialog}}, "body": { "id": "c-1", "language": "en", "turns": [] } } ] }
            """);

        ((await VconReader.ReadAsync(path, null, Token)).Transcript is not null).ShouldBe(expected);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/..")]
    [InlineData(".")]
    [InlineData("a\\nb.mp3")]
    [InlineData(null)]
    public async Task ReadAsync_NamesTheRecordingItself_WhenItsNameIsNone(string? name)
    {
        var path = folder.Write(
            "other.vcon",
            $$"""{ "uuid": "u-1", "dialog": [ { "type": "recording", "mediatype": "audio/x-mp3", "filename": "{{name ?? new string('a', 300) + ".mp3"}}", "encoding": "base64url", "body": "AAAA" } ] }""");

        (await VconReader.ReadAsync(path, null, Token)).FileName.ShouldBe("u-1.mp3");
    }

    [Fact]
    public async Task ReadAsync_TellsTheTranscriptsFault_AndReadsTheRest()
    {
        var path = folder.Write(
            "other.vcon",
            """
            { "dialog": [ { "type": "recording", "encoding": "base64url", "body": "AAAA" } ],
              "analysis": [ { "schema": "callqa/transcript/1", "body": { "turns": 7 } }, { "schema": "callqa/qa-evaluation/1" } ] }
            """);

        var read = await VconReader.ReadAsync(path, null, Token);

        (read.Recording.Length, read.Transcript, read.Evaluation).ShouldBe((3, null, null));
        (read.TranscriptProblem, read.EvaluationProblem).ShouldBe(("it is not in the documented form", "it is not in the documented form"));
    }

    [Theory]
    [InlineData("""{ "payload": "x", "signatures": [] }""", "is signed, and no signer is trusted; name the trusted certificates")]
    [InlineData("""{ "ciphertext": "x", "recipients": [] }""", "is encrypted; hand in the unsigned form.")]
    [InlineData("""{ "uuid": "x" }""", "has no dialog of the type recording")]
    [InlineData("""{ "dialog": [{ "type": "recording", "url": "https://example.com/a.wav" }] }""", "has its recording elsewhere")]
    [InlineData("""{ "dialog": [{ "type": "recording", "encoding": "base64url", "body": "AAAA", "content_hash": "sha512-AAAA" }] }""", "is not what its content_hash says")]
    [InlineData("""{ "dialog": [{ "type": "recording", "encoding": "base64url", "body": "!" }] }""", "in dialog 0, 'body' is not base64url")]
    [InlineData("""{ "dialog": [{ "type": "recording", "encoding": "base64url", "body": "AAAA" }], "analysis": [{ "schema": "callqa/call/1", "body": { "holdTime": 1e300 } }] }""", "is no vCon")]
    [InlineData("""[1]""", "is no vCon")]
    [InlineData("""RIFF""", "is no vCon: it is not valid JSON at line 1, byte 1; export it again.")]
    [InlineData("""{ "uuid":""", "is no vCon: it is not valid JSON at line 1, byte ")]
    public async Task ReadAsync_SaysWhatIsWrong(string content, string expected)
    {
        var exception = await Should.ThrowAsync<InputException>(() => VconReader.ReadAsync(folder.Write("a.vcon", content), null, Token));

        (exception.Fault, exception.Message.Contains(expected, StringComparison.Ordinal)).ShouldBe((InputFault.Metadata, true), exception.Message);
    }

    [Fact]
    public async Task ReadAsync_RefusesOrReads_WhateverTheBytesAre()
    {
        var good = await File.ReadAllBytesAsync(await WriteAsync(new EvaluatedCall(Called(Known), Said, null, Evaluated()), [1, 2, 3]), Token);
        var random = new Random(6);
        var path = folder.At("fuzzed.vcon");
        for (var round = 0; round < 10_000; round++)
        {
            var content = good.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
                content[random.Next(content.Length)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(path, content[..random.Next(content.Length + 1)], Token);
            try
            {
                await VconReader.ReadAsync(path, null, Token);
            }
            catch (InputException exception)
            {
                exception.Fault.ShouldBeOneOf(InputFault.Metadata, InputFault.Transcript);
            }
        }
    }

    private async Task<string> WriteAsync(EvaluatedCall call, byte[] recording)
    {
        var path = folder.At("a.vcon");
        await File.WriteAllBytesAsync(folder.At("a.wav"), recording, Token);
        await using var target = File.Create(path);
        await VconWriter.WriteAsync(call, new VconRecording(InputFile.OpenRead(folder.At("a.wav")), call.Call.FileName), target, Token);
        return path;
    }

    private static Call Called(CallMetadata metadata) => VconSamples.Call(metadata);

    private static Evaluation Evaluated() => VconSamples.Evaluated();
}
