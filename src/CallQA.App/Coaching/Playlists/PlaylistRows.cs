namespace CallQA.App.Coaching.Playlists;

/// <summary>Clips in an order, to be heard together.</summary>
internal sealed class PlaylistRow
{
    public long Id { get; init; }

    public required string Name { get; set; }

    public string? Notes { get; set; }

    /// <summary>Questions to discuss, one a line.</summary>
    public string? Questions { get; set; }

    public required string By { get; init; }

    public required DateTime AtUtc { get; init; }

    /// <summary>Counted up with every change: of two people who act at once, the second notices.</summary>
    public int Version { get; set; }

    public List<PlaylistClipRow> Clips { get; init; } = [];
}

/// <summary>A clip's place on a playlist.</summary>
internal sealed class PlaylistClipRow
{
    public long PlaylistId { get; init; }

    public long ClipId { get; init; }

    public ClipRow? Clip { get; init; }

    /// <summary>Ascending in the playlist's order; gaps mean nothing.</summary>
    public required int Position { get; set; }

    /// <summary>What to listen for.</summary>
    public string? Note { get; set; }
}
