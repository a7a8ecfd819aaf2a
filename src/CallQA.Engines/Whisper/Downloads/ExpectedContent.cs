namespace CallQA.Engines.Whisper.Downloads;

/// <summary>What is known of a file before it is there; null where it is not known.</summary>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">SHA-256, hexadecimal.</param>
/// <param name="Sha1">SHA-1, hexadecimal.</param>
public sealed record ExpectedContent(long? Bytes = null, string? Sha256 = null, string? Sha1 = null)
{
    /// <summary>True when a hash is known, so that the content can be checked.</summary>
    public bool IsPinned => Sha256 is not null || Sha1 is not null;
}
