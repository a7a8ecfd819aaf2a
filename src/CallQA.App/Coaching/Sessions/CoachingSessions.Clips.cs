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

    /// <summary>Links a playlist, which the agent hears with the session.</summary>
    /// <exception cref="InputException">Nothing is left to do, there is no such playlist, it is in the session already, or there are too many.</exception>
    public Task<bool> LinkPlaylistAsync(long id, long playlist, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async (context, session, record) =>
        {
            CheckOpen(session);
            var linked = await context.Playlists.Include(row => row.Clips).ThenInclude(entry => entry.Clip).FirstOrDefaultAsync(row => row.Id == playlist, cancellationToken)
                ?? throw Refuse($"There is no playlist '{playlist}'; write the number of one of the page Playlists.");
            if (session.Playlists.Exists(row => row.PlaylistId == playlist)) throw Refuse($"The playlist '{linked.Name}' is in the session already.");
            if (session.Playlists.Count >= MostPlaylists) throw Refuse($"The session has {MostPlaylists} playlists already; take one away first.");
            session.Playlists.Add(new() { PlaylistId = playlist, Position = session.Playlists.Select(row => row.Position).DefaultIfEmpty(-1).Max() + 1 });
            foreach (var entry in linked.Clips) entry.Clip!.Uses.Add(ClipUseRow.InSession(id, who.Name, CallMapping.Utc(clock.GetUtcNow())));
            record(SessionEventKind.PlaylistSet, linked.Name, null);
        },
        who, cancellationToken);

    /// <summary>Takes a playlist away from a session; it stays a playlist.</summary>
    /// <exception cref="InputException">Nothing is left to do, or the playlist is not in the session.</exception>
    public Task<bool> UnlinkPlaylistAsync(long id, long playlist, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async (context, session, record) =>
        {
            CheckOpen(session);
            session.Playlists.Remove(session.Playlists.Find(row => row.PlaylistId == playlist) ?? throw Refuse($"The session has no playlist {playlist}; choose one of its own."));
            record(SessionEventKind.PlaylistTakenAway, (await context.Playlists.FirstOrDefaultAsync(row => row.Id == playlist, cancellationToken))?.Name, null);
        },
        who, cancellationToken);
}
