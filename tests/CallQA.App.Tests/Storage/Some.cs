using System.Globalization;
using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.App.Tests.Storage;

/// <summary>Ordinary records for tests.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Start = new(2026, 3, 4, 9, 30, 15, 250, TimeSpan.FromHours(2));

    public static TranscriptOrigin Origin(string engine = "reference") => new(engine, "model@abc", "beam=1");

    public static Call Call(string id, CallMetadata? metadata = null, string? hash = null) => new(
        id, hash ?? Hash(id), id + ".wav", TimeSpan.FromTicks(665_812_345), 8000, 2,
        metadata ?? CallMetadata.None, CallStage.TakenIn, Start.ToUniversalTime());

    public static string Hash(string text) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    public static CallMetadata Metadata(string agent = "a-7", int day = 0) => new()
    {
        CallId = "pbx-" + day.ToString(CultureInfo.InvariantCulture),
        StartTime = Start.AddDays(day),
        AgentId = agent,
        AgentName = "Jörg Müller",
        ChannelMap = [Speaker.Customer, Speaker.Agent],
    };

    public static Transcript Transcript(string id, string engine = "reference", string text = "Guten Tag, schön dass Sie anrufen") => new(
        id, "de",
        [new(Speaker.Agent, text, TimeSpan.FromSeconds(0.6), TimeSpan.FromSeconds(6.17), 0.91), new(Speaker.Customer, "Hallo")],
        TimeSpan.FromSeconds(66.58), Origin(engine));

    /// <summary>A call whose customer is calm at first and angry at the end, as <see cref="Anger"/> says.</summary>
    public static Transcript Turning(string id)
    {
        var call = Transcript(id);
        return call with { Turns = [.. call.Turns, new(Speaker.Agent, "Das geht nicht."), new(Speaker.Customer, "Das ist unerhört.")] };
    }

    /// <summary>What the models hear in <see cref="Turning"/>.</summary>
    public static IReadOnlyList<CustomerEmotion> Anger { get; } = [new(3, "angry")];

    public static ConversationMetrics Metrics()
    {
        var speaker = new SpeakerMetrics(TimeSpan.FromSeconds(30), 8, 90, 180, TimeSpan.FromSeconds(9), 1);
        return new(
            TimeSpan.FromSeconds(66.58), speaker, speaker, 0.5, TimeSpan.FromSeconds(6), TimeSpan.Zero, 0, TimeSpan.Zero, 0,
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.6), null,
            [new(MetricSpanKind.Overtalk, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5), Speaker.Agent)]);
    }

    public static Evaluation Evaluation(string id, string model = "scoring@1", int empathy = 4, double? overall = 82.5)
    {
        var evidence = new Evidence(0, Speaker.Agent, "Guten Tag", TimeSpan.FromSeconds(0.6), TimeSpan.FromSeconds(6.17), 0.4);
        var score = new CriterionScore<int>(empathy, 0.8, "Freundliche Begrüßung.", [evidence], false);
        return new(
            id, Evaluator.Machine, "service-call@1", model,
            new(score, score with { Score = 5 }, new(Resolution.Partial, 0.6, "Es bleibt etwas offen.", [], true)),
            [new("greeting", "yes", 5, 5, true, 1, "Begrüßt nach 0,6 s.", [evidence], false)],
            [new("opening", 100, 20)],
            overall, true, Start.ToUniversalTime());
    }
}
