using CallQA.Recordings.Sources;

namespace CallQA.Recordings;

/// <summary>How a call list is read.</summary>
public sealed record CallListOptions
{
    /// <summary>Folder the recordings are named relative to and must lie in. The default is the list's own folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Time zone of start times written without one. The default is none: such times are refused.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>How the system that wrote the list writes; null for the documented form.</summary>
    public SourceProfile? Source { get; init; }
}
