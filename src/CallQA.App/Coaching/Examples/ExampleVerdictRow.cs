namespace CallQA.App.Coaching.Examples;

/// <summary>What a trainer says of a moment, by its place in the recording: transcripts may be made anew.</summary>
internal sealed class ExampleVerdictRow
{
    public long Id { get; init; }

    /// <summary>See <see cref="CallQA.Coaching.Examples.ExampleTopic.Key"/>.</summary>
    public required string Topic { get; init; }

    public required string CallId { get; init; }

    public required long StartTicks { get; set; }

    public required long EndTicks { get; set; }

    /// <summary>What the moment was found by.</summary>
    public required string Source { get; set; }

    /// <summary>Whether it was shown as one to do likewise.</summary>
    public required bool Good { get; set; }

    public required bool Confirmed { get; set; }

    public required string ById { get; init; }

    public required string By { get; init; }

    public required DateTime AtUtc { get; set; }
}
