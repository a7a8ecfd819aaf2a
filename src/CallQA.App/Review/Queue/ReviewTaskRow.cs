namespace CallQA.App.Review.Queue;

/// <summary>How far a call is in the queue.</summary>
internal enum TaskState
{
    /// <summary>Looked through and not conspicuous: nobody is asked to review it.</summary>
    Passed,

    /// <summary>Waits for a reviewer.</summary>
    Open,

    /// <summary>Reviewed.</summary>
    Done,

    /// <summary>Taken out of the queue with a reason.</summary>
    Replaced,
}

/// <summary>A scored call as the review queue knows it; one row a call.</summary>
internal sealed class ReviewTaskRow
{
    public required string CallId { get; init; }

    /// <summary>The machine's evaluation that was looked through.</summary>
    public required long EvaluationId { get; set; }

    public required TaskState State { get; set; }

    /// <summary>Names of <see cref="QueueReason"/>, separated by commas.</summary>
    public required string Reasons { get; set; }

    public required double Risk { get; set; }

    public DateTime? DueUtc { get; set; }

    public string? AssigneeId { get; set; }

    /// <summary>The plan that drew it.</summary>
    public long? PlanId { get; set; }

    public DateTime? ClosedUtc { get; set; }

    /// <summary>Why it was taken out of the queue.</summary>
    public string? ReplacedBecause { get; set; }

    /// <summary>Who took it out of the queue; null where nobody did, or before this was kept.</summary>
    public string? ReplacedBy { get; set; }

    /// <summary>Counted up with every change: two reviewers taking one call notice each other.</summary>
    public int Version { get; set; }

    /// <summary>Who begins with a call that waits and that nobody has, has it.</summary>
    public void TakeIfFree(string reviewerId)
    {
        if (State != TaskState.Open || AssigneeId is not null) return;
        AssigneeId = reviewerId;
        Version++;
    }
}

/// <summary>A sampling plan that was carried out: enough to draw the same calls again.</summary>
internal sealed class SamplingPlanRow
{
    public long Id { get; init; }

    public required int PerAgent { get; init; }

    public required Stratum Stratify { get; init; }

    public required string Seed { get; init; }

    public required DateTime FromUtc { get; init; }

    public required DateTime UntilUtc { get; init; }

    /// <summary>Calls there were to draw from.</summary>
    public required int Candidates { get; init; }

    /// <summary>Calls drawn.</summary>
    public required int Drawn { get; init; }

    public required string By { get; init; }

    public required DateTime AtUtc { get; init; }

    /// <summary>The recurring plan it was drawn for; null when somebody drew it.</summary>
    public long? RecurringId { get; init; }
}
