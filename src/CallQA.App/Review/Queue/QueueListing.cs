namespace CallQA.App.Review.Queue;

/// <summary>Which part of the queue is shown.</summary>
public enum QueueShown
{
    /// <summary>Assigned to the reader, or to nobody.</summary>
    Mine,

    /// <summary>Everybody's.</summary>
    All,

    /// <summary>Assigned to nobody.</summary>
    Unassigned,

    /// <summary>Past its date.</summary>
    Overdue,
}

/// <summary>A call that waits for a reviewer.</summary>
internal sealed record QueueEntry(
    string CallId, string? Agent, DateTimeOffset Listed, TimeSpan Duration, double? Overall, double Risk, IReadOnlyList<QueueReason> Reasons, DateTimeOffset? Due, string? Assignee);

/// <summary>One page of the queue.</summary>
internal sealed record QueueListing(IReadOnlyList<QueueEntry> Entries, int Total, int Open, int Overdue)
{
    /// <summary>The page for somebody who has to score some calls blind.</summary>
    public QueueListing Hiding(IReadOnlySet<string> blind) => this with
    {
        Entries = [.. Entries.Select(entry => blind.Contains(entry.CallId) ? entry with { Overall = null, Risk = 0, Reasons = [] } : entry)],
    };
}
