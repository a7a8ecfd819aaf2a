namespace CallQA.App.Settings;

/// <summary>The part <c>Bucket</c> of the settings: an S3-compatible store that recordings are taken from.</summary>
internal sealed record BucketSettings : ObjectStoreSettings
{
    /// <summary>Bucket that the nightly run takes in: <c>s3://BUCKET</c> or <c>s3://BUCKET/PREFIX</c>. The default is none.</summary>
    public string? Address { get; init; }

    /// <inheritdoc />
    public override string Part => $"{CallQASettings.Section}:{nameof(CallQASettings.Bucket)}";

    /// <inheritdoc />
    public override string Rights => "s3:ListBucket on the bucket and s3:GetObject on its objects";
}
