namespace CallQA.App.Review.Queue;

/// <summary>A sampling plan that nightly runs carry out until it is stopped.</summary>
internal sealed class RecurringPlanRow
{
    public long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Calls of each agent and period.</summary>
    public required int PerAgent { get; init; }

    public required PlanCycle Cycle { get; init; }

    public required Stratum Stratify { get; init; }

    public required string Seed { get; init; }

    /// <summary>Whether drawn calls are shared out among reviewers at once.</summary>
    public required bool Assigns { get; init; }

    public required string By { get; init; }

    public required DateTime CreatedUtc { get; init; }

    /// <summary>The last time it was carried out; at first when it was made.</summary>
    public required DateTime DrawnUntilUtc { get; set; }

    public DateTime? StoppedUtc { get; set; }

    public string? StoppedBy { get; set; }

    /// <summary>Counted up whenever it is carried out: two nights at once notice each other.</summary>
    public int Version { get; set; }
}
