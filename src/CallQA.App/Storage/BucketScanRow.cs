namespace CallQA.App.Storage;

/// <summary>How far the objects of a bucket have been gone through, so that an interrupted run goes on there.</summary>
internal sealed class BucketScanRow
{
    /// <summary>Bucket and prefix.</summary>
    public required string Address { get; init; }

    /// <summary>The last key that is done with.</summary>
    public required string After { get; set; }
}
