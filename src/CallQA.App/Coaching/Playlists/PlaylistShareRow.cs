namespace CallQA.App.Coaching.Playlists;

/// <summary>A link with which a playlist can be heard without signing in. Only the digest of its secret part is kept.</summary>
internal sealed class PlaylistShareRow
{
    public long Id { get; init; }

    public long PlaylistId { get; init; }

    /// <summary>SHA-256 of the secret part, hexadecimal.</summary>
    public required string TokenDigest { get; init; }

    public required string By { get; init; }

    public required DateTime AtUtc { get; init; }

    public required DateTime ExpiresUtc { get; init; }

    public DateTime? RevokedUtc { get; set; }
}
