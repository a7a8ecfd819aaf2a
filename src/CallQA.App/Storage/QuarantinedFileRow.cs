namespace CallQA.App.Storage;

/// <summary>A file, or a row of a list, that could not be taken in.</summary>
internal sealed class QuarantinedFileRow
{
    public long Id { get; init; }

    /// <summary>Digest of name, content and reason: the same refusal is entered once.</summary>
    public required string Key { get; init; }

    public required string FileName { get; init; }

    public string? ContentHash { get; init; }

    public required SetAsideCause Fault { get; init; }

    public required string Reason { get; init; }

    public required DateTime QuarantinedUtc { get; init; }

    /// <summary>Where the file lies now; null when the entry is about a row.</summary>
    public string? KeptAt { get; init; }
}
