namespace CallQA.App.Identity.Keys;

/// <summary>A key with which a program acts for an account. Only the digest of its secret part is kept.</summary>
internal sealed class ApiKeyRow
{
    /// <summary>The part of the key that names it.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for, in the words of whoever made it.</summary>
    public required string Name { get; init; }

    public required string UserId { get; init; }

    /// <summary>SHA-256 of the secret part, hexadecimal.</summary>
    public required string SecretDigest { get; init; }

    /// <summary>The names of its scopes, comma-separated.</summary>
    public required string Scopes { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public required DateTime ExpiresUtc { get; init; }

    public DateTime? RevokedUtc { get; set; }

    /// <summary>The day it was last used; null for never.</summary>
    public DateTime? UsedUtc { get; set; }
}
