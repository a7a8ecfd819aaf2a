using CallQA.Transcription;

namespace CallQA.Measurement;

/// <summary>Who is heard when, inside the recording.</summary>
internal sealed class Timeline
{
    public Timeline(Transcript transcript)
    {
        var turns = transcript.Turns;
        Duration = transcript.Duration ?? turns.Max(turn => turn.End!.Value);
        if (Duration < TimeSpan.Zero)
            Duration = TimeSpan.Zero;
        Agent = Stretches.Of(turns.Where(turn => turn.Speaker == Speaker.Agent), Duration);
        Customer = Stretches.Of(turns.Where(turn => turn.Speaker == Speaker.Customer), Duration);
        Overlaps = Stretches.Overlap(Agent, Customer);
        var anybody = Stretches.Of(turns, Duration);
        Silences = [.. Stretches.Gaps(anybody, Duration)];
        FirstWord = anybody.Count > 0 ? anybody[0].Start : Duration;
        LastWord = anybody.Count > 0 ? anybody[^1].End : Duration;
        Exchange =
        [
            .. Agent.Select(stretch => new Contribution(Speaker.Agent, stretch))
                .Concat(Customer.Select(stretch => new Contribution(Speaker.Customer, stretch)))
                .OrderBy(contribution => contribution.Stretch.Start)
                .ThenBy(contribution => contribution.Speaker),
        ];
    }

    public TimeSpan Duration { get; }

    public IReadOnlyList<Stretch> Agent { get; }

    public IReadOnlyList<Stretch> Customer { get; }

    public IReadOnlyList<Stretch> Overlaps { get; }

    public IReadOnlyList<Stretch> Silences { get; }

    public TimeSpan FirstWord { get; }

    public TimeSpan LastWord { get; }

    /// <summary>Agent and customer in the order they begin to speak.</summary>
    public IReadOnlyList<Contribution> Exchange { get; }

    public IReadOnlyList<Stretch> Of(Speaker speaker) => speaker == Speaker.Agent ? Agent : Customer;
}

/// <summary>One speaker's stretch of speech.</summary>
internal sealed record Contribution(Speaker Speaker, Stretch Stretch);
