namespace CallQA.App.Storage;

/// <summary>How often one version of a file or object failed to be taken in. Names may hold personal data: it holds a digest.</summary>
internal sealed class IntakeFailureRow
{
    /// <summary>SHA-256 of the place, lower-case hexadecimal.</summary>
    public required string Digest { get; init; }

    /// <summary>Which version lies there.</summary>
    public required string Version { get; set; }

    public int Attempts { get; set; }
}
