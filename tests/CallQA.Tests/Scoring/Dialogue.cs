using CallQA.Measurement;
using CallQA.Scoring;
using CallQA.Scoring.Criteria;
using CallQA.Transcription;

namespace CallQA.Tests.Scoring;

/// <summary>A call in the making: turns with what the classifiers would say, with or without times.</summary>
internal sealed class Dialogue(string language = "en")
{
    private readonly List<Turn> turns = [];
    private readonly List<TurnReading> readings = [];

    public Dialogue Agent(
        string text, double? start = null, double? end = null, string? act = null, string? empathy = null, double? heard = null,
        double sure = 0.9) =>
        Add(Speaker.Agent, text, start, end, heard, new(turns.Count, Label(empathy), null, Label(act, sure), null, null));

    public Dialogue Customer(
        string text, double? start = null, double? end = null, string? emotion = null, string? outcome = null, double sure = 0.9) =>
        Add(Speaker.Customer, text, start, end, null, new(turns.Count, null, null, null, Label(emotion, sure), Label(outcome)));

    public Transcript Transcript(double? duration = null) =>
        new("call", language, turns, duration is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    public CallReading Reading(CallScores? scores = null) => new(scores ?? Scores(), readings, "model@test");

    public CallFacts Facts()
    {
        var transcript = Transcript();
        return new CallFacts(transcript, ConversationMeter.Measure(transcript), Reading());
    }

    public static CallScores Scores(int? empathy = 4, int? courtesy = 4, Resolution? resolution = Resolution.Resolved) =>
        new(Score(empathy), Score(courtesy), Score(resolution));

    private static CriterionScore<T> Score<T>(T? score)
        where T : struct =>
        new(score, 0.8, "Because.", [new Evidence(0, Speaker.Agent, "quote", null, null, 1)], NeedsReview: score is null);

    private Dialogue Add(Speaker speaker, string text, double? start, double? end, double? heard, TurnReading reading)
    {
        turns.Add(new Turn(speaker, text, Seconds(start), Seconds(end), heard));
        readings.Add(reading);
        return this;
    }

    private static TimeSpan? Seconds(double? value) => value is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static TurnLabel? Label(string? label, double probability = 0.9) => label is null ? null : new(label, probability);
}
