namespace CallQA.App.Storage;

/// <summary>An object of a bucket that is done with. Keys may hold personal data, and this row outlives the call: it holds a digest.</summary>
internal sealed class BucketObjectRow
{
    /// <summary>SHA-256 of the object's address, lower-case hexadecimal.</summary>
    public required string Digest { get; init; }

    /// <summary>The store's mark of the version.</summary>
    public required string ETag { get; set; }

    public long Length { get; set; }

    public DateTime ModifiedUtc { get; set; }

    /// <summary>The call it became; null for a list, a refused object or an erased call.</summary>
    public string? CallId { get; set; }
}
