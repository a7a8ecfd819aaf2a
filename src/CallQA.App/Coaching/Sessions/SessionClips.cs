using CallQA.App.Coaching.Playlists;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Sessions;

/// <summary>
/// Reads what there is to hear in sessions. An agent gets to hear clips of anybody's calls, but only through a session of their own, and is not told whose
/// calls they are.
/// </summary>
internal sealed class SessionClips(IDbContextFactory<CallQADbContext> contexts, PlaylistStore playlists, ClipTexts texts)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>What there is to hear in a session; null when there is no such session, or it is not this agent's.</summary>
    /// <param name="session">The session.</param>
    /// <param name="agentId">The only agent whose sessions are the reader's to see; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<SessionHearing?> FindAsync(long session, string? agentId, CancellationToken cancellationToken)
    {
        if (await work.ReadAsync(context => RowAsync(context, session, agentId, cancellationToken), cancellationToken) is not { } row) return null;
        var given = row.Clips.OrderBy(entry => entry.Position).Select(entry => new PlaylistEntry(Clip.Of(entry.Clip!), entry.Remark)).ToList();
        var lists = await ListsAsync(row, cancellationToken);
        var all = given.Concat(lists.SelectMany(list => list.Entries)).Select(entry => entry.Clip).ToList();
        var said = await texts.OfAsync(all, cancellationToken);
        var told = await ToldAsync(all, agentId, cancellationToken);
        return new([.. given.Select(Heard)], [.. lists.Select(list => new SessionList(list.Id, list.Name, list.Notes, list.Questions, [.. list.Entries.Select(Heard)]))]);

        SessionClip Heard(PlaylistEntry entry) => new(entry.Clip.Id, entry.Clip.Title, entry.Clip.End - entry.Clip.Start, entry.Clip.Redact, entry.Note, said.GetValueOrDefault(entry.Clip.Id, []))
        {
            CallId = told.Contains(entry.Clip.CallId) ? entry.Clip.CallId : null,
            Start = told.Contains(entry.Clip.CallId) ? entry.Clip.Start : null,
        };
    }

    /// <summary>A clip that is heard in a session; null when it is not there, or the session is not this agent's.</summary>
    public Task<Clip?> FindClipAsync(long session, long clip, string? agentId, CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
        {
            var own = context.CoachingSessions.Where(row => row.Id == session && (agentId == null || row.Plan!.AgentId == agentId));
            return await context.Clips.Where(row => row.Id == clip)
                .Where(row => own.Any(one => one.Clips.Any(given => given.ClipId == clip))
                    || context.Playlists.Any(list => own.Any(one => one.Playlists.Any(linked => linked.PlaylistId == list.Id)) && list.Clips.Any(entry => entry.ClipId == clip)))
                .FirstOrDefaultAsync(cancellationToken) is { } found ? Clip.Of(found) : null;
        },
        cancellationToken);

    private static Task<CoachingSessionRow?> RowAsync(CallQADbContext context, long session, string? agentId, CancellationToken cancellationToken) =>
        context.CoachingSessions.Include(row => row.Playlists).Include(row => row.Clips).ThenInclude(entry => entry.Clip).AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Id == session && (agentId == null || row.Plan!.AgentId == agentId), cancellationToken);

    private async Task<List<Playlist>> ListsAsync(CoachingSessionRow row, CancellationToken cancellationToken)
    {
        List<Playlist> lists = [];
        foreach (var linked in row.Playlists.OrderBy(linked => linked.Position))
            if (await playlists.FindAsync(linked.PlaylistId, cancellationToken) is { } list) lists.Add(list);
        return lists;
    }

    // The calls that the reader may be told of.
    private Task<HashSet<string>> ToldAsync(List<Clip> clips, string? agentId, CancellationToken cancellationToken)
    {
        var calls = clips.Select(clip => clip.CallId).Distinct().ToList();
        return work.ReadAsync(
            async context => (await context.Calls.Where(row => calls.Contains(row.Id) && (agentId == null || row.AgentId == agentId)).Select(row => row.Id).ToListAsync(cancellationToken))
                .ToHashSet(StringComparer.Ordinal),
            cancellationToken);
    }
}
