namespace CallQA.App.Review.Disputes;

/// <summary>What became of the evaluation in force.</summary>
public enum ResponseState
{
    /// <summary>Released; the agent has not answered.</summary>
    New,

    /// <summary>The agent has taken note of it.</summary>
    Acknowledged,

    /// <summary>The agent disputes it, and nobody has decided yet.</summary>
    Disputed,

    /// <summary>A dispute was decided, or an earlier review put back in force.</summary>
    Decided,
}

/// <summary>The evaluation in force of a call; one row a call, rewritten with every event in the event's transaction.</summary>
internal sealed class StandingRow
{
    public required string CallId { get; init; }

    /// <summary>The review in force.</summary>
    public long ReviewId { get; set; }

    public ReviewRow? Review { get; set; }

    public required ResponseState State { get; set; }

    /// <summary>When the agent was first shown it as it is.</summary>
    public required DateTime ReleasedUtc { get; set; }

    /// <summary>Until when the agent may dispute, or the dispute is to be decided; null when nothing is awaited.</summary>
    public DateTime? DueUtc { get; set; }

    /// <summary>When it was disputed; null when no dispute is open.</summary>
    public DateTime? DisputedUtc { get; set; }

    /// <summary>Disputes so far.</summary>
    public int Round { get; set; }

    /// <summary>Counted up with every change: of two people who act at once, the second notices.</summary>
    public int Version { get; set; }
}

/// <summary>Something that happened to an evaluation. Never updated.</summary>
internal sealed class ScoreEventRow
{
    public long Id { get; init; }

    public required string CallId { get; init; }

    public required ScoreEventKind Kind { get; init; }

    public required long ReviewId { get; init; }

    public long? OutcomeId { get; set; }

    public ReviewRow? Outcome { get; set; }

    public required int Round { get; init; }

    public required string ById { get; init; }

    public required string By { get; init; }

    public required DateTime AtUtc { get; init; }

    public required DateTime SinceUtc { get; init; }

    public required string Document { get; init; }
}
