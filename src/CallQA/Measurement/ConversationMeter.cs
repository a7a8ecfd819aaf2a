using CallQA.Transcription;

namespace CallQA.Measurement;

/// <summary>Measures a conversation from the times of its turns. Definitions: <c>docs/metrics.md</c>.</summary>
public static class ConversationMeter
{
    /// <summary>Measures one call. Turns may come in any order, overlap, reach past the recording or have no length.</summary>
    /// <param name="transcript">What was said.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="holdAnnouncements">
    /// Indices of agent turns known to announce a hold, for example from their act label; they add to those recognised by
    /// their words. Null for none.
    /// </param>
    /// <returns>The metrics, every time inside the recording; null when a turn has no times or there is no turn.</returns>
    /// <exception cref="InputException">An option is out of range.</exception>
    public static ConversationMetrics? Measure(
        Transcript transcript,
        MeasurementOptions? options = null,
        IReadOnlySet<int>? holdAnnouncements = null)
    {
        options ??= new MeasurementOptions();
        options.Validate();
        if (!transcript.HasTimes)
            return null;

        var timeline = new Timeline(transcript);
        var silences = SilenceReport.Of(timeline, new HoldAnnouncements(transcript, holdAnnouncements), options);
        var overtalk = Overtalk.Of(timeline, options.InterruptionOverlap);
        var agent = SpeakerMeter.Measure(Speaker.Agent, transcript, timeline, overtalk, silences);
        var customer = SpeakerMeter.Measure(Speaker.Customer, transcript, timeline, overtalk, silences);
        var talk = agent.TalkTime + customer.TalkTime;
        return new ConversationMetrics(
            timeline.Duration,
            agent,
            customer,
            talk > TimeSpan.Zero ? agent.TalkTime / talk : null,
            timeline.Silences.Total(),
            silences.DeadAir.Total(),
            silences.DeadAir.Count,
            silences.Holds.Select(hold => hold.Silence).Total(),
            silences.Holds.Select(hold => hold.Announcement).Distinct().Count(),
            timeline.Overlaps.Total(),
            timeline.Agent.Count > 0 ? timeline.Agent[0].Start : null,
            ResponseLatency(timeline, silences),
            [.. silences.Spans.Concat(overtalk).OrderBy(span => span.Start).ThenBy(span => span.End)]);
    }

    /// <summary>Answers begun before the customer's end count as no pause; waits on hold are not answers.</summary>
    private static TimeSpan? ResponseLatency(Timeline timeline, SilenceReport silences)
    {
        var pauses = timeline.Exchange
            .Zip(timeline.Exchange.Skip(1))
            .Where(pair => pair is { First.Speaker: Speaker.Customer, Second.Speaker: Speaker.Agent })
            .Select(pair => new Stretch(pair.First.Stretch.End, pair.Second.Stretch.Start))
            .Where(pause => !silences.Holds.Any(hold => pause.Start <= hold.Silence.Start && hold.Silence.End <= pause.End))
            .Select(pause => Math.Max(0, pause.Length.Ticks))
            .ToList();
        return pauses.Count == 0 ? null : TimeSpan.FromTicks((long)pauses.Average());
    }
}
