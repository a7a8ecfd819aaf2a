using CallQA.Measurement;
using CallQA.Scoring.Criteria;
using CallQA.Transcription;

namespace CallQA.Scoring;

/// <summary>
/// A call that is spoken in another language than it is marked as, or in both, is scored in the language that prevails, and every score
/// is put before a person with the reason.
/// </summary>
public static class LanguageDoubt
{
    /// <summary>The reading, with review asked for and the reason said where the language is in doubt.</summary>
    /// <param name="reading">What the models say, having read the call in the language it is spoken in.</param>
    /// <param name="marked">The transcript as it came.</param>
    /// <param name="spoken">What it is spoken in.</param>
    public static CallReading Apply(CallReading reading, Transcript marked, SpokenLanguage spoken)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(marked);
        ArgumentNullException.ThrowIfNull(spoken);
        if (!spoken.Changes && spoken.Language == marked.Language)
            return reading;
        var language = LanguageCode.Of(spoken.Language);
        var reason = Why(spoken, language).In(language);
        var scores = reading.Scores;
        return reading with
        {
            Scores = new(Doubt(scores.Empathy, reason), Doubt(scores.Courtesy, reason), Doubt(scores.Resolution, reason)),
        };
    }

    private static Reason Why(SpokenLanguage spoken, string language) => (spoken.Changes, language) switch
    {
        (true, "de") => new(
            $"Languages change within the call; it is scored as German, so a person has to check.",
            $"Im Gespräch wechselt die Sprache; bewertet ist es als deutsches, daher muss ein Mensch es prüfen."),
        (true, _) => new(
            $"Languages change within the call; it is scored as English, so a person has to check.",
            $"Im Gespräch wechselt die Sprache; bewertet ist es als englisches, daher muss ein Mensch es prüfen."),
        (_, "de") => new(
            $"Scored as German, although marked English, so a person has to check.",
            $"Als deutsches Gespräch bewertet, obwohl es als englisches gekennzeichnet ist, daher muss ein Mensch es prüfen."),
        _ => new(
            $"Scored as English, although marked German, so a person has to check.",
            $"Als englisches Gespräch bewertet, obwohl es als deutsches gekennzeichnet ist, daher muss ein Mensch es prüfen."),
    };

    private static CriterionScore<T> Doubt<T>(CriterionScore<T> score, string reason)
        where T : struct => score.Score is null ? score : score with { NeedsReview = true, Reason = $"{score.Reason} {reason}" };
}
