using CallQA.Scoring.Criteria;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring;

/// <summary>Why a question has no points.</summary>
internal static class Reasons
{
    public static Reason NoAgent { get; } = new($"The agent does not speak.", $"Der Agent spricht nicht.");

    public static Reason NoTimes { get; } = new(
        $"The transcript has no times, so this cannot be measured.",
        $"Das Transkript hat keine Zeiten, daher lässt sich das nicht messen.");

    public static Reason LeftToAPerson { get; } = new(
        $"This question is left to a person.",
        $"Diese Frage beantwortet ein Mensch.");

    public static Reason NoPhrases(string language) => new(
        $"The rule knows phrases in English and German, not in '{language}'.",
        $"Die Regel kennt Wendungen auf Deutsch und Englisch, nicht in „{language}“.");

    public static Reason NoListedPhrases(string language) => new(
        $"The scorecard lists no phrases in '{language}'.",
        $"Der Bewertungsbogen nennt keine Wendungen in „{language}“.");

    public static Reason WaitsFor(string question) => new(
        $"Depends on the question '{question}', which a person has to answer first.",
        $"Hängt von der Frage „{question}“ ab, die erst ein Mensch beantworten muss.");

    public static Reason NotAfter(string question, string? choice) => choice is null
        ? new($"Does not apply, as the question '{question}' does not.", $"Entfällt, weil die Frage „{question}“ entfällt.")
        : new(
            $"Does not apply after the answer '{choice}' to the question '{question}'.",
            $"Entfällt bei der Antwort „{choice}“ auf die Frage „{question}“.");

    public static Reason Lacks(CallFeature feature) => feature switch
    {
        CallFeature.Hold => new($"The customer is never put on hold.", $"Der Kunde wird nie in die Warteschleife gelegt."),
        CallFeature.NegativeEmotion => new(
            $"The customer shows no anger, frustration, worry or sadness.",
            $"Der Kunde zeigt weder Ärger noch Frust, Sorge oder Trauer."),
        _ => NoTimes,
    };
}
