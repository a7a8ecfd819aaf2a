using CallQA.App.Buckets;

namespace CallQA.App.Settings;

/// <summary>The part <c>Store</c> of the settings: where recordings are kept, a folder or an S3-compatible store.</summary>
internal sealed record StoreSettings : ObjectStoreSettings
{
    /// <summary>A folder, or <c>s3://BUCKET</c> or <c>s3://BUCKET/PREFIX</c>. The default is the folder <c>recordings</c> in the data directory.</summary>
    public string? Address { get; init; }

    /// <summary>Room for copies of what is in a bucket, 16–1048576 MiB. The default is 10240.</summary>
    public int CopiesMebibytes { get; init; } = 10_240;

    /// <summary>The bucket; null for a folder.</summary>
    public BucketAddress? Bucket => Address is { } address && BucketAddress.IsMeant(address) ? BucketAddress.Parse(address).AsFolder() : null;

    /// <inheritdoc />
    public override string Part => $"{CallQASettings.Section}:{nameof(CallQASettings.Store)}";

    /// <inheritdoc />
    public override string Rights => "s3:ListBucket on the bucket and s3:GetObject, s3:PutObject and s3:DeleteObject on its objects";
}
