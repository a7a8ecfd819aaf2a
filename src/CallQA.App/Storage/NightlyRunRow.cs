namespace CallQA.App.Storage;

/// <summary>One night's run. The time it was due is its key: no night runs twice. One that ended without a report is no run: nights are counted from it on.</summary>
internal sealed class NightlyRunRow
{
    public required DateTime DueUtc { get; init; }

    public required string Worker { get; set; }

    public required DateTime BegunUtc { get; set; }

    /// <summary>Moved on while the run goes on; one that stands still tells that its process died.</summary>
    public required DateTime SeenUtc { get; set; }

    /// <summary>1 while it runs, else null: unique, so that one runs at a time.</summary>
    public int? Running { get; set; }

    public DateTime? EndedUtc { get; set; }

    /// <summary>The report as JSON.</summary>
    public string? Report { get; set; }
}
