using System.Globalization;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Reading;

/// <summary>Tells whether a call can be scored at all.</summary>
internal static class Scorability
{
    /// <summary>Held-out calls in the models' languages reach 73 % known words and more, text in others stays below 30 %.</summary>
    private const double FewKnown = 0.45;

    /// <summary>Below this many words, names and numbers may crowd out the rest.</summary>
    private const int EnoughWords = 20;

    /// <summary>Why the words of a call cannot be scored; null when they can.</summary>
    public static string? Objection(Dialogue dialogue, TurnModels models, IReadOnlyList<string> languages)
    {
        var (share, words) = models.Known(dialogue);
        if (words < EnoughWords || share >= FewKnown)
            return null;
        var percent = Math.Round(100 * share).ToString(CultureInfo.InvariantCulture);
        return dialogue.Language == "de"
            ? $"Nicht bewertbar, weil die Modelle nur {percent} % der Wörter kennen; vermutlich ist die Sprache eine andere als {string.Join(" oder ", languages)}."
            : $"Not scorable because the models know only {percent} % of the words; the language is probably not {string.Join(" or ", languages)}.";
    }

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
