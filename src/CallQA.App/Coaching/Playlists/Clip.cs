using CallQA.Coaching.Clips;

namespace CallQA.App.Coaching.Playlists;

/// <summary>A stretch to cut out of a call.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Level">Whether both voices are brought to the same loudness.</param>
/// <param name="Redact">Whether personal data is silent and masked in it; null for where nothing was taken out of the call.</param>
internal sealed record NewClip(string CallId, TimeSpan Start, TimeSpan End, string Title, bool Level = true, bool? Redact = null);

/// <summary>A clip.</summary>
/// <param name="Id">Its number.</param>
/// <param name="CallId">The call it is of.</param>
/// <param name="Start">Where it begins in the call.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Level">Whether both voices are brought to the same loudness.</param>
/// <param name="Redact">Whether personal data is silent and masked in it, beyond what was taken out of its call.</param>
/// <param name="By">Who cut it.</param>
/// <param name="At">When.</param>
/// <param name="Uses">Where it was used, the earliest first.</param>
public sealed record Clip(
    long Id, string CallId, TimeSpan Start, TimeSpan End, string Title, bool Level, bool Redact, string By, DateTimeOffset At, IReadOnlyList<ClipUsed> Uses)
{
    /// <summary>The stretch.</summary>
    internal ClipSpan Span => new(Start, End);

    internal static Clip Of(ClipRow row) => new(
        row.Id, row.CallId, TimeSpan.FromTicks(row.StartTicks), TimeSpan.FromTicks(row.EndTicks), row.Title, row.Level, row.Redact, row.By, new DateTimeOffset(row.AtUtc),
        [.. row.Uses.OrderBy(use => use.Id).Select(use => new ClipUsed(use.Kind, use.Playlist, use.By, new DateTimeOffset(use.AtUtc)) { Session = use.Session })]);
}

/// <summary>That a clip was used.</summary>
/// <param name="Kind">How.</param>
/// <param name="Playlist">The playlist's name at that time; empty where it was used in a session.</param>
/// <param name="By">By whom.</param>
/// <param name="At">When.</param>
public sealed record ClipUsed(ClipUse Kind, string Playlist, string By, DateTimeOffset At)
{
    /// <summary>The coaching session it was used in; null for none.</summary>
    public long? Session { get; init; }
}
