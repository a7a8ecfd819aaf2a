using CallQA.Transcription;

namespace CallQA.Measurement;

/// <summary>Measures one speaker's side.</summary>
internal static class SpeakerMeter
{
    /// <summary>Below this a pace says more about a single word than about the speaker.</summary>
    private static readonly TimeSpan LeastSpeech = TimeSpan.FromSeconds(5);

    public static SpeakerMetrics Measure(
        Speaker speaker,
        Transcript transcript,
        Timeline timeline,
        IReadOnlyList<MetricSpan> overtalk,
        SilenceReport silences)
    {
        var talk = timeline.Of(speaker).Total();
        var turns = transcript.Turns.Where(turn => turn.Speaker == speaker).ToList();
        var words = turns.Sum(turn => SpokenText.CountWords(turn.Text));
        return new SpeakerMetrics(
            talk,
            turns.Count,
            words,
            talk >= LeastSpeech ? words / talk.TotalMinutes : null,
            Monologue.Longest(speaker, timeline, silences.All).Length,
            overtalk.Count(span => span.By == speaker));
    }
}
