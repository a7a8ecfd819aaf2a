namespace CallQA.App.Coaching.Playlists;

/// <summary>What was done with a clip.</summary>
public enum ClipUse
{
    /// <summary>It was put on a playlist.</summary>
    OnPlaylist,

    /// <summary>It was exported with a playlist: a copy is outside.</summary>
    Exported,

    /// <summary>It can be heard by whoever has a link.</summary>
    Shared,

    /// <summary>It is heard in a coaching session.</summary>
    InSession,
}

/// <summary>A stretch of a call. It holds no audio: that is cut from the recording when somebody listens, and goes with the call.</summary>
internal sealed class ClipRow
{
    public long Id { get; init; }

    public required string CallId { get; init; }

    public required long StartTicks { get; init; }

    public required long EndTicks { get; init; }

    public required string Title { get; init; }

    /// <summary>Whether both voices are brought to the same loudness.</summary>
    public required bool Level { get; init; }

    /// <summary>Whether personal data is silent and masked in it, beyond what was taken out of its call.</summary>
    public required bool Redact { get; init; }

    public required string By { get; init; }

    public required DateTime AtUtc { get; init; }

    public List<ClipUseRow> Uses { get; init; } = [];
}

/// <summary>That a clip was used. Never updated.</summary>
internal sealed class ClipUseRow
{
    public long Id { get; init; }

    public long ClipId { get; init; }

    public required ClipUse Kind { get; init; }

    /// <summary>The playlist's name at that time; empty where it was used in a session.</summary>
    public required string Playlist { get; init; }

    /// <summary>The coaching session it was used in; null for none.</summary>
    public long? Session { get; init; }

    public required string By { get; init; }

    public required DateTime AtUtc { get; init; }

    public static ClipUseRow InSession(long session, string by, DateTime atUtc) => new() { Kind = ClipUse.InSession, Playlist = "", Session = session, By = by, AtUtc = atUtc };
}
