namespace CallQA.App.Storage;

/// <summary>One transcript of a call, with the metrics measured on it.</summary>
internal sealed class TranscriptRow
{
    public long Id { get; init; }

    public required string CallId { get; init; }

    /// <summary>Engine, model and options in one text: one transcript a call and origin.</summary>
    public required string OriginKey { get; init; }

    public required string Document { get; init; }

    public bool Measured { get; set; }

    public string? Metrics { get; set; }
}
