namespace CallQA.App.Buckets;

/// <summary>One version of an object, as the store lists it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ETag">The store's mark of the version, with its quotes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ModifiedUtc">When it was stored.</param>
internal sealed record BucketObject(string Key, string ETag, long Length, DateTime ModifiedUtc)
{
    /// <summary>The key behind its last slash.</summary>
    public string Name => Key[(Key.LastIndexOf('/') + 1)..];
}

/// <summary>A stretch of a bucket in the order of the keys.</summary>
/// <param name="Objects">The objects.</param>
/// <param name="Last">The last key; null when the stretch is empty.</param>
/// <param name="More">Whether others follow.</param>
internal sealed record BucketPage(IReadOnlyList<BucketObject> Objects, string? Last, bool More);
