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
    private const int EnoughToKnow = 20;

    /// <summary>Below this many words, nothing is said that the rubric could be held against; the shortest call of the corpus has 51.</summary>
    private const int EnoughWords = 15;

    /// <summary>Why the words of a call cannot be scored; null when they can.</summary>
    public static string? Objection(Dialogue dialogue, TurnModels models, IReadOnlyList<string> languages)
    {
        var (share, words) = models.Known(dialogue);
        return words < EnoughWords ? TooShort(words, dialogue.Language == "de")
            : words >= EnoughToKnow && share < FewKnown ? Foreign(share, languages, dialogue.Language == "de")
            : null;
    }

    private static string TooShort(int words, bool german) => (words, german) switch
    {
        (0, true) => "Nicht bewertbar, weil im Gespräch kein Wort fällt.",
        (1, true) => $"Nicht bewertbar, weil im Gespräch nur ein Wort fällt; bewertet wird ab {EnoughWords} Wörtern.",
        (_, true) => $"Nicht bewertbar, weil im Gespräch nur {words} Wörter fallen; bewertet wird ab {EnoughWords} Wörtern.",
        (0, _) => "Not scorable because no word is said in the call.",
        (1, _) => $"Not scorable because only one word is said in the call; {EnoughWords} are needed.",
        _ => $"Not scorable because only {words} words are said in the call; {EnoughWords} are needed.",
    };

    private static string Foreign(double share, IReadOnlyList<string> languages, bool german)
    {
        var percent = Math.Round(100 * share).ToString(CultureInfo.InvariantCulture);
        return german
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

    /// <summary>Why the resolution of a call that can be scored cannot; null when it can.</summary>
    public static string? ObjectionToResolution(Transcript transcript)
    {
        if (transcript.Turns.Any(turn => turn.Speaker == Speaker.Customer && HasWords(turn)))
            return null;
        return Dialogue.LanguageOf(transcript.Language) == "de"
            ? "Nicht bewertbar, weil kein Kunde zu Wort kommt, der sagt, was er will und ob es erledigt ist."
            : "Not scorable because no customer speaks in the call and says what is wanted and whether it is settled.";
    }

    private static bool HasWords(Turn turn) => turn.Text.Any(char.IsLetter);
}
