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
            LongestMonologue(speaker, timeline, silences),
            overtalk.Count(span => span.By == speaker));
    }

    /// <summary>A monologue runs on through own pauses, but not through a hold or dead air.</summary>
    private static TimeSpan LongestMonologue(Speaker speaker, Timeline timeline, SilenceReport silences)
    {
        var longest = TimeSpan.Zero;
        Contribution? before = null;
        var from = TimeSpan.Zero;
        foreach (var contribution in timeline.Exchange)
        {
            if (before?.Speaker != contribution.Speaker || silences.Parts(before.Stretch.End, contribution.Stretch.Start))
                from = contribution.Stretch.Start;
            if (contribution.Speaker == speaker && contribution.Stretch.End - from > longest)
                longest = contribution.Stretch.End - from;
            before = contribution;
        }

        return longest;
    }
}
