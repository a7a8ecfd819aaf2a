namespace CallQA.App.Storage;

/// <summary>How often attempts at a stage failed for one reason, since the database was made. There are few reasons, and none says anything of a call.</summary>
internal sealed class StageFailureRow
{
    /// <summary>The stage that was tried.</summary>
    public required string Stage { get; init; }

    /// <summary>The kind of the failure.</summary>
    public required string Reason { get; init; }

    public required long Attempts { get; set; }
}
