using CallQA.App.Coaching.Playlists;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Sessions;

/// <summary>What sessions are given to hear. That it was is recorded with each clip, and not what it was with the session, so that it goes with the call.</summary>
internal sealed partial class CoachingSessions
{
    /// <summary>Gives a clip to the agent of a session to hear, also one of somebody else's call.</summary>
    /// <exception cref="InputException">Nothing is left to do, there is no such clip, it is in the session already, or there are too many.</exception>
    public Task<bool> GiveAsync(long id, long clip, string? remark, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async (context, session, record) =>
        {
            CheckOpen(session);
            var given = await context.Clips.FirstOrDefaultAsync(row => row.Id == clip, cancellationToken) ?? throw Refuse($"There is no clip {clip}; choose one of the page Clips.");
            if (session.Clips.Exists(row => row.ClipId == clip)) throw Refuse($"The clip '{given.Title}' is in the session already.");
            if (session.Clips.Count >= MostEntries) throw Refuse($"The session has {MostEntries} clips already; take one away first.");
            session.Clips.Add(new() { ClipId = clip, Remark = Text(remark, session), Position = session.Clips.Select(row => row.Position).DefaultIfEmpty(-1).Max() + 1 });
            given.Uses.Add(ClipUseRow.InSession(id, who.Name, CallMapping.Utc(clock.GetUtcNow())));
            record(SessionEventKind.ClipGiven, null, null);
        },
        who, cancellationToken);

    /// <summary>Takes a clip away from a session; it stays a clip.</summary>
    /// <exception cref="InputException">Nothing is left to do, or the clip is not in the session.</exception>
    public Task<bool> TakeAwayAsync(long id, long clip, Acting who, CancellationToken cancellationToken) => ChangeOpenAsync(
        id,
        (session, record) =>
        {
            session.Clips.Remove(session.Clips.Find(row => row.ClipId == clip) ?? throw Refuse($"The session has no clip {clip}; choose one of its own."));
            record(SessionEventKind.ClipTakenAway, null, null);
        },
        who, cancellationToken);

    /// <summary>Links a playlist by its number; null for none. The agent hears it with the session.</summary>
    /// <exception cref="InputException">Nothing is left to do, or there is no such playlist.</exception>
    public Task<bool> SetPlaylistAsync(long id, string? playlist, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async (context, session, record) =>
        {
            CheckOpen(session);
            var linked = playlist?.Trim() is { Length: > 0 } key ? await NamedAsync(context, key, cancellationToken) : null;
            var linkedKey = linked is null ? null : PlaylistStore.KeyOf(linked.Id);
            if (linked is not null && linkedKey != session.Playlist)
                foreach (var clip in await context.Playlists.Where(row => row.Id == linked.Id).SelectMany(row => row.Clips).Select(entry => entry.Clip!).ToListAsync(cancellationToken))
                    clip.Uses.Add(ClipUseRow.InSession(id, who.Name, CallMapping.Utc(clock.GetUtcNow())));
            session.Playlist = linkedKey;
            record(SessionEventKind.PlaylistSet, linked?.Name, null);
        },
        who, cancellationToken);
}
