using CallQA.Coaching;
using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Tests.Coaching;

/// <summary>Calls and evaluations with what a test cares about, and plain values for the rest.</summary>
internal static class Some
{
    public static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static readonly ReportPeriod November = ReportPeriod.Month(2026, 11, Berlin);

    public static readonly ReportForm Form = new("service-call@1", "en",
    [
        new FormSection("opening", "Opening",
        [
            new FormQuestion("greeting", "Did the agent greet the customer and give a name?"),
            new FormQuestion("verification", "Did the agent ask permission before checking identity?"),
        ]),
        new FormSection("resolution", "Resolution",
        [
            new FormQuestion("next-step", "Did the agent name the next step, with owner and time?"),
            new FormQuestion("hold", "Did the agent explain the hold?"),
        ]),
    ]);

    public static readonly ReportForm GermanForm = new("service-call@1", "de",
    [
        new FormSection("opening", "Gesprächsbeginn",
        [
            new FormQuestion("greeting", "Hat der Agent den Kunden begrüßt und seinen Namen genannt?"),
            new FormQuestion("verification", "Hat der Agent um Erlaubnis gebeten, bevor er die Identität prüfte?"),
        ]),
        new FormSection("resolution", "Lösung",
        [
            new FormQuestion("next-step", "Hat der Agent den nächsten Schritt genannt, mit Verantwortlichem und Zeit?"),
            new FormQuestion("hold", "Hat der Agent die Wartezeit erklärt?"),
        ]),
    ]);

    public static DateTimeOffset At(string time) =>
        DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

    public static EvaluatedCall Call(
        string id,
        DateTimeOffset? start = null,
        string? agent = "a-1",
        string? team = "Support",
        Evaluation? evaluation = null,
        ConversationMetrics? metrics = null,
        string? quarantine = null,
        string? name = null) =>
        new(
            new Call(
                id,
                new string('0', 64),
                id + ".wav",
                TimeSpan.FromSeconds(200),
                8000,
                2,
                new CallMetadata { StartTime = start ?? At("2026-11-10T10:00:00+01:00"), AgentId = agent, AgentName = name, Team = team },
                evaluation is null ? CallStage.TakenIn : CallStage.Scored,
                At("2026-11-30T00:00:00Z"),
                quarantine),
            null,
            metrics,
            evaluation);

    public static Evaluation Evaluation(
        string id = "c",
        int? empathy = 3,
        int? courtesy = 3,
        Resolution? resolution = Resolution.Resolved,
        double? overall = 50,
        bool needsReview = false,
        IReadOnlyList<Answer>? answers = null,
        IReadOnlyList<SectionResult>? sections = null,
        IReadOnlyList<Evidence>? evidence = null) =>
        new(
            id,
            Evaluator.Machine,
            "service-call@1",
            "callqa-scoring/1 (0f3a)",
            new CallScores(
                new CriterionScore<int>(empathy, 0.8, "Empathy reason.", evidence ?? [], empathy is null),
                new CriterionScore<int>(courtesy, 0.9, "Courtesy reason.", [], courtesy is null),
                new CriterionScore<Resolution>(resolution, 0.7, "Resolution reason.", [], resolution is null)),
            answers ?? [],
            sections ?? [],
            overall,
            needsReview,
            At("2026-11-30T00:00:00Z"));

    public static Answer Answer(string question, double? points, double max = 1, bool applicable = true, params Evidence[] evidence) =>
        new(question, points is null ? null : "yes", points, max, applicable, 1, "Reason.", evidence, NeedsReview: false);

    public static Evidence Evidence(string quote, double contribution, int turn = 0, Speaker speaker = Speaker.Agent, double start = 12) =>
        new(turn, speaker, quote, TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(start + 4), contribution);
}
