namespace CallQA.App.Storage;

/// <summary>What is known of one path below the intake folder: a list's row may come before its recording or after it.</summary>
internal sealed class IntakePathRow
{
    /// <summary>Relative to the intake folder, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>A list's metadata that waits for its recording, as JSON.</summary>
    public string? Announced { get; set; }

    /// <summary>The list and row it came from, for the message when the recording never arrives.</summary>
    public string? AnnouncedBy { get; set; }

    public DateTime? AnnouncedUtc { get; set; }

    /// <summary>The call last taken in from this path.</summary>
    public string? CallId { get; set; }

    /// <summary>The list's metadata which that call already has, as JSON.</summary>
    public string? Described { get; set; }
}
