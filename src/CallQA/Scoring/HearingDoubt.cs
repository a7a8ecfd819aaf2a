using CallQA.Measurement;
using CallQA.Scoring.Criteria;
using CallQA.Transcription;

namespace CallQA.Scoring;

/// <summary>
/// Whoever misheard the call cannot judge it: when the recogniser was unsure of its words, every criterion is put before a
/// person. Written transcripts carry no doubt of this kind.
/// </summary>
internal static class HearingDoubt
{
    /// <summary>The reading, with review asked for and the reason said where the words are uncertain.</summary>
    public static CallReading Apply(CallReading reading, Transcript transcript, double uncertainBelow)
    {
        if (Certainty(transcript) is not { } certainty || certainty >= uncertainBelow)
        {
            return reading;
        }

        var reason = new Reason(
            $"The words were recognised with a mean certainty of only {certainty:P0}, so a person has to check the recording.",
            $"Die Wörter wurden im Mittel nur mit {certainty:P0} Sicherheit erkannt, daher muss ein Mensch die Aufnahme prüfen.")
            .In(LanguageCode.Of(transcript.Language));
        var scores = reading.Scores;
        return reading with
        {
            Scores = new CallScores(
                Doubt(scores.Empathy, reason), Doubt(scores.Courtesy, reason), Doubt(scores.Resolution, reason)),
        };
    }

    // Weighted by words: a misheard sentence matters more than a misheard yes.
    private static double? Certainty(Transcript transcript)
    {
        var heard = transcript.Turns.Where(turn => turn.Confidence is not null).ToList();
        var words = heard.Sum(Words);
        return words == 0 ? null : heard.Sum(turn => Words(turn) * turn.Confidence!.Value) / words;
    }

    private static int Words(Turn turn) => turn.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static CriterionScore<T> Doubt<T>(CriterionScore<T> score, string reason)
        where T : struct => score with { NeedsReview = true, Reason = $"{score.Reason} {reason}" };
}
