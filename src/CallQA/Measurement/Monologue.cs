using CallQA.Transcription;

namespace CallQA.Measurement;

/// <summary>Finds a speaker's longest run of speech.</summary>
internal static class Monologue
{
    /// <summary>
    /// The first of the longest; empty when they never speak. A monologue runs on through own pauses, but not through a hold or dead air.
    /// </summary>
    public static Stretch Longest(Speaker speaker, Timeline timeline, IReadOnlyList<Stretch> silences)
    {
        var longest = default(Stretch);
        Contribution? before = null;
        var from = TimeSpan.Zero;
        foreach (var contribution in timeline.Exchange)
        {
            if (before?.Speaker != contribution.Speaker || Part(silences, before.Stretch.End, contribution.Stretch.Start))
                from = contribution.Stretch.Start;
            var run = new Stretch(from, contribution.Stretch.End);
            if (contribution.Speaker == speaker && run.Length > longest.Length)
                longest = run;
            before = contribution;
        }

        return longest;
    }

    /// <summary>
    /// True when a silence lies between the two moments. Its middle decides: stored silences are rounded and may reach past them.
    /// </summary>
    private static bool Part(IReadOnlyList<Stretch> silences, TimeSpan earlier, TimeSpan later) =>
        silences.Any(silence => new Stretch(earlier, later).Spans(silence.Start + (silence.Length / 2)));
}
