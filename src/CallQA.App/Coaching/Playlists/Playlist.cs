using CallQA.App.Coaching.Sessions;

namespace CallQA.App.Coaching.Playlists;

/// <summary>What a playlist is to be called and to say.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Notes">What it is about; null for nothing.</param>
/// <param name="Questions">Questions to discuss, one a line; null for none.</param>
internal sealed record PlaylistWords(string Name, string? Notes = null, string? Questions = null);

/// <summary>A clip on a playlist.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Note">What to listen for; null for nothing.</param>
public sealed record PlaylistEntry(Clip Clip, string? Note)
{
    /// <summary>What is said in it; empty where it was not asked for, or is not known now.</summary>
    public IReadOnlyList<SaidTurn> Said { get; init; } = [];
}

/// <summary>A playlist in lists.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="By">Who made it.</param>
/// <param name="At">When.</param>
/// <param name="Clips">How many clips are on it.</param>
/// <param name="Length">How long they last together.</param>
public sealed record PlaylistLine(long Id, string Name, string By, DateTimeOffset At, int Clips, TimeSpan Length);

/// <summary>Clips in an order, with what to think about.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Notes">What it is about; null for nothing.</param>
/// <param name="Questions">Questions to discuss.</param>
/// <param name="By">Who made it.</param>
/// <param name="At">When.</param>
/// <param name="Entries">The clips in order.</param>
public sealed record Playlist(long Id, string Name, string? Notes, IReadOnlyList<string> Questions, string By, DateTimeOffset At, IReadOnlyList<PlaylistEntry> Entries)
{
    /// <summary>How long its clips last together.</summary>
    public TimeSpan Length => TimeSpan.FromTicks(Entries.Sum(entry => (entry.Clip.End - entry.Clip.Start).Ticks));

    /// <summary>With what is said in its clips.</summary>
    internal Playlist Saying(IReadOnlyDictionary<long, IReadOnlyList<SaidTurn>> said) =>
        this with { Entries = [.. Entries.Select(entry => entry with { Said = said.GetValueOrDefault(entry.Clip.Id, []) })] };

    internal static Playlist Of(PlaylistRow row) => new(
        row.Id, row.Name, row.Notes, row.Questions?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [], row.By, new DateTimeOffset(row.AtUtc),
        [.. row.Clips.OrderBy(entry => entry.Position).Select(entry => new PlaylistEntry(Clip.Of(entry.Clip!), entry.Note))]);
}
