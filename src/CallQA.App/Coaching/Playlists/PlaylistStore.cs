using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Redaction;
using CallQA.App.Review;
using CallQA.App.Storage;
using CallQA.Coaching.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Playlists;

/// <summary>
/// What trainers do with playlists. Each change is one transaction with its entry in the audit log, and answers whether there is such a playlist.
/// </summary>
internal sealed class PlaylistStore(IDbContextFactory<CallQADbContext> contexts, WrittenByHand byHand, TimeProvider clock)
{
    /// <summary>Most letters of a name.</summary>
    public const int LongestName = 100;

    /// <summary>Most clips of a playlist.</summary>
    public const int MostClips = 50;

    /// <summary>The longest that the clips of one last together: it has to fit into a page that is sent around.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private readonly UnitOfWork work = new(contexts);

    /// <summary>All of them, the latest first.</summary>
    public Task<List<PlaylistLine>> ListAsync(CancellationToken cancellationToken) => work.ReadAsync(
        async context => (await context.Playlists.OrderByDescending(row => row.Id)
                .Select(row => new { Row = row, Count = row.Clips.Count, Ticks = row.Clips.Sum(entry => entry.Clip!.EndTicks - entry.Clip.StartTicks) }).ToListAsync(cancellationToken))
            .ConvertAll(line => new PlaylistLine(line.Row.Id, line.Row.Name, line.Row.By, new DateTimeOffset(line.Row.AtUtc), line.Count, TimeSpan.FromTicks(line.Ticks))),
        cancellationToken);

    /// <summary>One with its clips; null when there is none.</summary>
    public Task<Playlist?> FindAsync(long id, CancellationToken cancellationToken) => work.ReadAsync(
        async context => await WithClips(context).FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? Playlist.Of(row) : null, cancellationToken);

    /// <summary>Makes one.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="InputException">The name is empty or too long, or another text is too long.</exception>
    public async Task<long> CreateAsync(PlaylistWords words, Acting who, CancellationToken cancellationToken)
    {
        var (name, notes, questions) = Checked(words);
        return (await work.CommitAsync(
            context =>
            {
                Record(context, AuditTrail.PlaylistChanged, who);
                return Task.FromResult(context.Playlists.Add(new() { Name = name, Notes = notes, Questions = questions, By = who.Name, AtUtc = Now() }).Entity);
            },
            cancellationToken)).Id;
    }

    /// <summary>Gives it another name, notes and questions.</summary>
    /// <exception cref="InputException">The name is empty or too long, or another text is too long.</exception>
    public Task<bool> RewordAsync(long id, PlaylistWords words, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id, (_, row) => (row.Name, row.Notes, row.Questions) = Checked(words), who, cancellationToken);

    /// <summary>Removes it, from the coaching sessions as well; the clips stay.</summary>
    public Task<bool> RemoveAsync(long id, Acting who, CancellationToken cancellationToken) =>
        ChangeAsync(id, (context, row) => context.Playlists.Remove(row), who, cancellationToken);

    /// <summary>Puts a clip at its end.</summary>
    /// <exception cref="InputException">There is no such clip, it is on it already, or it would become too long.</exception>
    public Task<bool> AddAsync(long id, long clip, string? note, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async (context, row) =>
        {
            var added = await context.Clips.FirstOrDefaultAsync(one => one.Id == clip, cancellationToken) ?? throw Refuse($"There is no clip {clip}; choose one of the page Clips.");
            if (row.Clips.Exists(entry => entry.ClipId == clip)) throw Refuse($"The clip '{added.Title}' is on the playlist already.");
            if (row.Clips.Count >= MostClips) throw Refuse($"The playlist has {MostClips} clips already; take one off first.");
            var length = TimeSpan.FromTicks(row.Clips.Sum(entry => entry.Clip!.EndTicks - entry.Clip.StartTicks) + added.EndTicks - added.StartTicks);
            if (length > Longest) throw Refuse($"With this clip the playlist would last {length.TotalMinutes:0.#} minutes; the most are {Longest.TotalMinutes:0}.");
            row.Clips.Add(new() { ClipId = clip, Position = row.Clips.Select(entry => entry.Position).DefaultIfEmpty(-1).Max() + 1, Note = Text(note) });
            added.Uses.Add(Use(ClipUse.OnPlaylist, row.Name, who));
            var now = Now();
            foreach (var session in await context.CoachingSessions.Where(one => one.Playlists.Any(linked => linked.PlaylistId == id) && one.State < SessionState.Closed).Select(one => one.Id).ToListAsync(cancellationToken))
                added.Uses.Add(ClipUseRow.InSession(session, who.Name, now));
            if (await context.PlaylistShares.AnyAsync(share => share.PlaylistId == id && share.RevokedUtc == null && share.ExpiresUtc > now, cancellationToken))
            {
                added.Uses.Add(Use(ClipUse.Shared, row.Name, who));
                context.Audit.Add(ClipStore.Entry(AuditTrail.PlaylistShared, who, now, CallMapping.ToCall(await context.Calls.FirstAsync(call => call.Id == added.CallId, cancellationToken))));
            }
        },
        who, cancellationToken);

    /// <summary>Says what to listen for in a clip.</summary>
    /// <exception cref="InputException">The clip is not on it, or the text is too long.</exception>
    public Task<bool> NoteAsync(long id, long clip, string? note, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id, (_, row) => Entry(row, clip).Note = Text(note), who, cancellationToken);

    /// <summary>Moves a clip to a place in the order.</summary>
    /// <param name="id">The playlist.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="place">From 0; beyond the ends means the end.</param>
    /// <param name="who">Who does it.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <exception cref="InputException">The clip is not on it.</exception>
    public Task<bool> MoveAsync(long id, long clip, int place, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        (_, row) =>
        {
            var moved = Entry(row, clip);
            var order = row.Clips.Where(entry => entry != moved).OrderBy(entry => entry.Position).ToList();
            order.Insert(Math.Clamp(place, 0, order.Count), moved);
            foreach (var (position, entry) in order.Index()) entry.Position = position;
        },
        who, cancellationToken);

    /// <summary>Takes a clip off; it stays a clip.</summary>
    /// <exception cref="InputException">The clip is not on it.</exception>
    public Task<bool> TakeOffAsync(long id, long clip, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id, (_, row) => row.Clips.Remove(Entry(row, clip)), who, cancellationToken);

    /// <summary>Records that its clips were exported or shared, with each call's entry in the audit log.</summary>
    public Task<bool> UsedAsync(long id, ClipUse use, Acting who, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            if (await WithClips(context).FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } row) return false;
            foreach (var entry in row.Clips) entry.Clip!.Uses.Add(Use(use, row.Name, who));
            var calls = row.Clips.Select(entry => entry.Clip!.CallId).Distinct().ToList();
            foreach (var call in await context.Calls.Where(call => calls.Contains(call.Id)).ToListAsync(cancellationToken))
                context.Audit.Add(ClipStore.Entry(use == ClipUse.Shared ? AuditTrail.PlaylistShared : AuditTrail.Exported, who, Now(), CallMapping.ToCall(call)));
            return true;
        },
        cancellationToken);

    private static IQueryable<PlaylistRow> WithClips(CallQADbContext context) =>
        context.Playlists.Include(row => row.Clips).ThenInclude(entry => entry.Clip).ThenInclude(clip => clip!.Uses).AsSplitQuery();

    private Task<bool> ChangeAsync(long id, Action<CallQADbContext, PlaylistRow> change, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        (context, row) =>
        {
            change(context, row);
            return Task.CompletedTask;
        },
        who, cancellationToken);

    private Task<bool> ChangeAsync(long id, Func<CallQADbContext, PlaylistRow, Task> change, Acting who, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await context.Playlists.Include(row => row.Clips).ThenInclude(entry => entry.Clip).FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
            if (row is null) return false;
            await change(context, row);
            Record(context, AuditTrail.PlaylistChanged, who);
            row.Version++;
            return true;
        },
        cancellationToken);

    private void Record(CallQADbContext context, string action, Acting who) =>
        context.Audit.Add(new() { AtUtc = Now(), Action = action, By = who.Name, CallDigest = "", ContentHash = "" });

    private ClipUseRow Use(ClipUse kind, string playlist, Acting who) => new() { Kind = kind, Playlist = playlist, By = who.Name, AtUtc = Now() };

    private static PlaylistClipRow Entry(PlaylistRow row, long clip) =>
        row.Clips.Find(entry => entry.ClipId == clip) ?? throw Refuse($"The clip {clip} is not on the playlist; choose one of its own.");

    private (string Name, string? Notes, string? Questions) Checked(PlaylistWords words) => words.Name.Trim() is { Length: > 0 and <= LongestName } name
        ? (byHand.Without(name), Text(words.Notes), Text(words.Questions))
        : throw Refuse($"The name has {words.Name.Trim().Length} letters; write 1 to {LongestName}.");

    private string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : text.Trim().ReplaceLineEndings("\n") is { Length: <= Reviews.LongestText } written ? byHand.Without(written)
        : throw Refuse($"A text has {text.Trim().Length} letters; write at most {Reviews.LongestText}.");

    private static InputException Refuse(string sentence) => new(InputFault.Settings, sentence);

    private DateTime Now() => CallMapping.Utc(clock.GetUtcNow());
}
