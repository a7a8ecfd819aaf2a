using CallQA.Transcription;

namespace CallQA.Measurement;

/// <summary>The long silences of a call.</summary>
/// <param name="DeadAir">Unannounced ones, between the first and the last word.</param>
/// <param name="Holds">Announced ones.</param>
internal sealed record SilenceReport(IReadOnlyList<Stretch> DeadAir, IReadOnlyList<Hold> Holds)
{
    public IEnumerable<MetricSpan> Spans =>
        DeadAir.Select(silence => new MetricSpan(MetricSpanKind.DeadAir, silence.Start, silence.End))
            .Concat(Holds.Select(hold =>
                new MetricSpan(MetricSpanKind.Hold, hold.Silence.Start, hold.Silence.End, Speaker.Agent, hold.Announcement)));

    public IReadOnlyList<Stretch> All => [.. DeadAir, .. Holds.Select(hold => hold.Silence)];

    public static SilenceReport Of(Timeline timeline, HoldAnnouncements announcements, MeasurementOptions options)
    {
        var deadAir = new List<Stretch>();
        var holds = new List<Hold>();
        var shortest = options.HoldThreshold < options.DeadAirThreshold ? options.HoldThreshold : options.DeadAirThreshold;
        foreach (var silence in timeline.Silences.Where(silence => silence.Start >= timeline.FirstWord && silence.Length > shortest))
        {
            if (announcements.Of(silence) is { } announcement)
            {
                if (silence.Length > options.HoldThreshold)
                    holds.Add(new Hold(silence, announcement));
            }
            else if (silence.Length > options.DeadAirThreshold && silence.End <= timeline.LastWord)
            {
                deadAir.Add(silence);
            }
        }

        return new SilenceReport(deadAir, holds);
    }
}

/// <summary>A silence with the index of the turn that announced it.</summary>
internal sealed record Hold(Stretch Silence, int Announcement);
