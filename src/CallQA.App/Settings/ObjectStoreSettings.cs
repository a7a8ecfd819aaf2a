namespace CallQA.App.Settings;

/// <summary>How an S3-compatible store is reached. Its credentials are never settings.</summary>
internal abstract record ObjectStoreSettings
{
    /// <summary>Address of the store, <c>https://HOST:PORT</c>. The default is Amazon's in <see cref="Region"/>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Region that requests are signed for. The default is <c>us-east-1</c>, which most other stores take.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Whether the bucket stands in the path (<c>https://HOST/BUCKET</c>) and not in the host's name. The default is <c>true</c> where an endpoint is set.</summary>
    public bool? PathStyle { get; init; }

    /// <summary>File with <c>aws_access_key_id</c> and <c>aws_secret_access_key</c> under <c>[default]</c>. The default is the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>The store as sentences call it.</summary>
    public string Name => Endpoint ?? $"Amazon S3 ({Region})";

    /// <summary>The part of the settings, as sentences call it.</summary>
    public abstract string Part { get; }

    /// <summary>What the credentials must be allowed.</summary>
    public abstract string Rights { get; }
}
