using CallQA.App.Redaction;

namespace CallQA.App.Storage;

/// <summary>One transcript of a call, with the metrics measured on it.</summary>
internal sealed class TranscriptRow
{
    public long Id { get; init; }

    public required string CallId { get; init; }

    /// <summary>Engine, model and options in one text: one transcript a call and origin.</summary>
    public required string OriginKey { get; set; }

    public required string Document { get; set; }

    /// <summary>Where personal data was taken out, as JSON: repeats what playback needs of the document; null when nothing was.</summary>
    public string? Redactions { get; set; }

    public bool Measured { get; set; }

    public string? Metrics { get; set; }

    /// <summary>The transcript as it was heard, where it was redacted and the original is kept.</summary>
    public OriginalTranscriptRow? Original { get; set; }
}
