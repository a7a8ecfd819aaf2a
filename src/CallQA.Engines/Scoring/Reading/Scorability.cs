using CallQA.Engines.Scoring.Features;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Reading;

/// <summary>Tells whether a call can be scored at all.</summary>
internal static class Scorability
{
    /// <summary>Why a call cannot be scored, as a sentence in its language where that is known; null when it can.</summary>
    public static string? Objection(Transcript transcript, IReadOnlyList<string> languages)
    {
        var language = Dialogue.LanguageOf(transcript.Language);
        var german = language == "de";
        if (!languages.Contains(language))
            return $"Not scorable because the language is '{transcript.Language}' and the models know {string.Join(" and ", languages)}.";
        if (!transcript.Turns.Any(HasWords))
            return german ? "Nicht bewertbar, weil im Gespräch nichts gesprochen wird." : "Not scorable because nothing is said in the call.";
        if (!transcript.Turns.Any(turn => turn.Speaker == Speaker.Agent && HasWords(turn)))
            return german ? "Nicht bewertbar, weil kein Agent zu Wort kommt." : "Not scorable because no agent speaks in the call.";
        return null;
    }

    private static bool HasWords(Turn turn) => turn.Text.Any(char.IsLetter);
}
