using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CallQA.Interchange;
using CallQA.Recordings;
using CallQA.Redaction;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Tests.Interchange;

/// <summary>Calls as they are exported: what is known of them, heard in them and made of them.</summary>
internal static class VconSamples
{
    public static readonly DateTimeOffset Start = new(2026, 3, 31, 14, 5, 0, TimeSpan.FromHours(2));

    public static CallMetadata Known => new()
    {
        CallId = "c-1",
        StartTime = Start,
        AgentId = "a-7",
        AgentName = "Emily \"Em\" Carter",
        CustomerPhone = "+493012345678",
        Direction = "inbound",
        Queue = "orders",
        Reason = "late delivery",
        Campaign = "spring",
        Disposition = "refund",
        HoldTime = TimeSpan.FromSeconds(12.5),
        CustomerSatisfaction = 4,
        Resolved = true,
        ChannelMap = [Speaker.Customer, Speaker.Agent],
    };

    public static Transcript Said => new(
        "c-1",
        "de",
        [
            new(Speaker.Agent, "Guten Tag.", TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1.5), 0.9, [new("Guten", TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), 0.8), new("Tag.", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5), 1)]),
            new(Speaker.Customer, "Grüß Gott, „Müller“ hier.", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)),
        ],
        TimeSpan.FromSeconds(66.5),
        new("callqa-whisper/2", "base@0011aabb", "beam=5"));

    public static Transcript Redacted => Said with
    {
        Redactions = [new(PersonalDataKind.CardNumber, 1, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)), new(PersonalDataKind.Name, 0, null, null)],
    };

    public static Call Call(CallMetadata metadata, int channels = 2) => new(
        "c-1", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("a"))), "a.wav", TimeSpan.FromSeconds(66.5), 8000, channels, metadata, CallStage.Scored, Start.AddHours(1));

    public static Evaluation Evaluated()
    {
        Evidence[] cited = [new(0, Speaker.Agent, "Guten Tag.", TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1.5), 0.4)];
        var score = new CriterionScore<int>(4, 0.8, "warm", cited, NeedsReview: false);
        return new Evaluation(
            "c-1", Evaluator.Machine, "service-call@3", "callqa-scoring/1+x", new CallScores(score, score, new(Resolution.Resolved, 0.9, "done", cited, NeedsReview: false)), [new Answer("greeting", "yes", 1, 1, true, 0.9, "said so", [], false)],
            [new SectionResult("opening", 100, 1)], 87.5, false, Start.AddHours(2));
    }

    public static async Task<byte[]> WriteAsync(EvaluatedCall call, byte[]? recording, Uri? address = null, string? scorecard = null)
    {
        using var target = new MemoryStream();
        using var content = recording is null ? null : new MemoryStream(recording);
        await VconWriter.WriteAsync(call, content is null ? null : new VconRecording(content, call.Call.FileName), target, TestContext.Current.CancellationToken, address, scorecard);
        return target.ToArray();
    }

    public static JsonNode Parse(byte[] content) => JsonNode.Parse(content)!;
}
