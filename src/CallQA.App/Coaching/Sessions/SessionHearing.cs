using System.Text.Json.Serialization;

namespace CallQA.App.Coaching.Sessions;

/// <summary>A clip to hear in a session.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Length">How long it lasts.</param>
/// <param name="Redact">Whether personal data is silent and masked in it.</param>
/// <param name="Remark">What to listen for; null for nothing.</param>
/// <param name="Said">What is said in it.</param>
public sealed record SessionClip(long Id, string Title, TimeSpan Length, bool Redact, string? Remark, IReadOnlyList<SaidTurn> Said)
{
    /// <summary>The call it is of; null for an agent whose call it is not.</summary>
    public string? CallId { get; init; }

    /// <summary>Where it begins in the call; null for an agent whose call it is not.</summary>
    public TimeSpan? Start { get; init; }
}

/// <summary>A playlist to hear in a session.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Notes">What it is about; null for nothing.</param>
/// <param name="Questions">Questions to discuss.</param>
/// <param name="Clips">Its clips in order.</param>
public sealed record SessionList(long Id, string Name, string? Notes, IReadOnlyList<string> Questions, IReadOnlyList<SessionClip> Clips);

/// <summary>What there is to hear in a session.</summary>
/// <param name="Clips">Its clips, in the order they were given.</param>
/// <param name="Playlists">Its playlists, in the order they were linked.</param>
public sealed record SessionHearing(IReadOnlyList<SessionClip> Clips, IReadOnlyList<SessionList> Playlists)
{
    /// <summary>Whether there is nothing.</summary>
    [JsonIgnore]
    public bool IsEmpty => Clips.Count == 0 && Playlists.All(list => list.Clips.Count == 0);

    /// <summary>For whoever has to score calls blind: without remarks on those calls.</summary>
    /// <param name="calls">The calls.</param>
    public SessionHearing Hiding(IReadOnlySet<string> calls) => new(Hiding(Clips, calls), [.. Playlists.Select(list => list with { Clips = Hiding(list.Clips, calls) })]);

    private static IReadOnlyList<SessionClip> Hiding(IReadOnlyList<SessionClip> clips, IReadOnlySet<string> calls) =>
        [.. clips.Select(clip => calls.Contains(clip.CallId ?? "") ? clip with { Remark = null } : clip)];
}
