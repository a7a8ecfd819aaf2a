namespace CallQA.App.Redaction;

/// <summary>A transcript as it was heard, beside the redacted one that was made of it.</summary>
internal sealed class OriginalTranscriptRow
{
    /// <summary>The redacted transcript.</summary>
    public long TranscriptId { get; init; }

    public required string Document { get; set; }
}
