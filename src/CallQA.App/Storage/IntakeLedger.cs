using System.Diagnostics.CodeAnalysis;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>A list's row whose recording has not come.</summary>
/// <param name="Path">Relative to the intake folder, with forward slashes.</param>
/// <param name="By">List and row.</param>
internal sealed record MissingRecording(string Path, string By);

/// <summary>What a list tells about one recording.</summary>
/// <param name="Path">Relative to the intake folder, with forward slashes.</param>
/// <param name="Metadata">What it tells.</param>
/// <param name="By">List and row.</param>
internal sealed record Announcement(string Path, CallMetadata Metadata, string By);

/// <summary>A place in one version of a list.</summary>
/// <param name="Path">The list, relative to the intake folder, with forward slashes.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="ChangedUtc">When it was changed.</param>
/// <param name="Line">The last line that is done; 0 at its start.</param>
internal sealed record ListPosition(string Path, long Length, DateTime ChangedUtc, int Line);

/// <summary>Brings the rows of lists and the recordings they describe together, in whichever order they arrive.</summary>
internal sealed class IntakeLedger(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    /// <summary>Most descriptions that are given up in one transaction.</summary>
    public const int Stretch = 500;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>The call taken in from this path that no list has described yet, or null.</summary>
    public async Task<string?> FindUndescribedAsync(string path, CancellationToken cancellationToken) =>
        (await FindUndescribedAsync([path], cancellationToken)).GetValueOrDefault(path);

    /// <summary>The calls taken in from these paths that no list has described yet.</summary>
    public Task<Dictionary<string, string>> FindUndescribedAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.IntakePaths.Where(row => paths.Contains(row.Path) && row.Described == null && row.CallId != null)
            .ToDictionaryAsync(row => row.Path, row => row.CallId!, cancellationToken),
        cancellationToken);

    /// <summary>The calls taken in from these paths.</summary>
    public Task<Dictionary<string, string>> CallsOfAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.IntakePaths.Where(row => paths.Contains(row.Path) && row.CallId != null)
            .ToDictionaryAsync(row => row.Path, row => row.CallId!, cancellationToken),
        cancellationToken);

    /// <summary>The paths that a call was taken in from, in order.</summary>
    public Task<List<string>> PlacesOfAsync(string callId, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.IntakePaths.Where(row => row.CallId == callId).OrderBy(row => row.Path).Select(row => row.Path).ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>Paths and calls of all whose identifier is this one, or would be had it not been taken.</summary>
    [SuppressMessage("Globalization", "CA1309", Justification = "The database compares, as it sorts; it knows no other comparison.")]
    public Task<List<KeyValuePair<string, string>>> PlacesLikeAsync(string callId, CancellationToken cancellationToken)
    {
        // What is added to a taken one begins with a hyphen, and behind that in the order of characters comes the full stop.
        var (from, below) = (callId + "-", callId + ".");
        return work.ReadAsync(
            context => context.IntakePaths.Where(row => row.CallId == callId || (string.Compare(row.CallId, from) >= 0 && string.Compare(row.CallId, below) < 0))
                .OrderBy(row => row.Path).Select(row => new KeyValuePair<string, string>(row.Path, row.CallId!)).ToListAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>The call taken in from this path has been completed by this metadata.</summary>
    public Task DescribedAsync(string path, CallMetadata metadata, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await RowOfAsync(context, path, cancellationToken);
            row.Described = WaitingMetadata.Write(metadata);
            if (row.Announced == row.Described) Settle(row);
            return row;
        },
        cancellationToken);

    /// <summary>The recording of a path has been replaced: what a list told about the path is told of the new one as well.</summary>
    public Task AnnounceAgainAsync(string path, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await context.IntakePaths.FirstOrDefaultAsync(row => row.Path == path && row.Announced == null && row.Described != null, cancellationToken);
            if (row is null) return row;
            row.Announced = row.Described;
            row.AnnouncedBy = "the list of the recording before it";
            row.AnnouncedUtc = CallMapping.Utc(clock.GetUtcNow());
            return row;
        },
        cancellationToken);

    /// <summary>The line up to which a list has been taken in; 0 for a list that is new or has changed.</summary>
    public Task<int> LineReachedAsync(ListPosition list, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.ListProgress
            .Where(row => row.Path == list.Path && row.Length == list.Length && row.ChangedUtc == list.ChangedUtc)
            .Select(row => row.Line).FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <summary>Lets what a list tells about paths wait for their recordings. The same rows again change nothing.</summary>
    public Task AnnounceAsync(IReadOnlyList<Announcement> rows, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var paths = rows.Select(row => row.Path).ToArray();
            var known = await context.IntakePaths.Where(row => paths.Contains(row.Path)).ToDictionaryAsync(row => row.Path, cancellationToken);
            foreach (var row in rows)
            {
                if (!known.TryGetValue(row.Path, out var entry)) known[row.Path] = entry = context.IntakePaths.Add(new IntakePathRow { Path = row.Path }).Entity;
                Announce(entry, row);
            }

            return rows.Count;
        },
        cancellationToken);

    /// <summary>A list is done up to a line.</summary>
    public Task ReachAsync(ListPosition reached, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var progress = await context.ListProgress.FirstOrDefaultAsync(row => row.Path == reached.Path, cancellationToken)
                ?? context.ListProgress.Add(new ListProgressRow { Path = reached.Path }).Entity;
            progress.Length = reached.Length;
            progress.ChangedUtc = reached.ChangedUtc;
            progress.Line = reached.Line;
            return progress;
        },
        cancellationToken);

    /// <summary>A list is done.</summary>
    public Task ForgetListAsync(string path, CancellationToken cancellationToken) => work.ExecuteAsync(
        context => context.ListProgress.Where(row => row.Path == path).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    /// <summary>What a list told about a path, or nothing known.</summary>
    public Task<CallMetadata> MetadataOfAsync(string path, CancellationToken cancellationToken) => work.ReadAsync(
        async context => await context.IntakePaths.Where(row => row.Path == path).Select(row => row.Announced)
            .FirstOrDefaultAsync(cancellationToken) is { } announced
                ? WaitingMetadata.Read(announced)
                : CallMetadata.None,
        cancellationToken);

    /// <summary>Which of these names rows wait under.</summary>
    public Task<List<MissingRecording>> WaitingAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.IntakePaths.Where(row => names.Contains(row.Path) && row.Announced != null)
            .OrderBy(row => row.Path).Select(row => new MissingRecording(row.Path, row.AnnouncedBy!)).ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>What has waited under a name is told of a path from now on, where a row of its own does not tell otherwise.</summary>
    /// <returns>What is told of the path; null when nothing waits under the name any more.</returns>
    public Task<CallMetadata?> MoveAsync(string name, string path, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await context.IntakePaths.FirstOrDefaultAsync(row => row.Path == name && row.Announced != null, cancellationToken);
            if (row is null) return null;
            var entry = await RowOfAsync(context, path, cancellationToken);
            var told = WaitingMetadata.Read(row.Announced!);
            if (entry.Announced is { } own) told = WaitingMetadata.Read(own).CompletedBy(told);
            Announce(entry, new(path, told, row.AnnouncedBy!));
            await LeaveIdentifierAsync(context, row, cancellationToken);
            Leave(context, row);
            return told;
        },
        cancellationToken);

    /// <summary>What has waited under a name is refused.</summary>
    public Task DropAsync(string name, QuarantinedFile refusal, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await context.IntakePaths.FirstOrDefaultAsync(row => row.Path == name && row.Announced != null, cancellationToken);
            if (row is null) return row;
            await QuarantineStore.EnterAsync(context, [refusal], cancellationToken);
            await LeaveIdentifierAsync(context, row, cancellationToken);
            Leave(context, row);
            return row;
        },
        cancellationToken);

    /// <summary>The recording of a path has become a call, which has this metadata.</summary>
    /// <returns>False, and nothing is changed, when a list has meanwhile told something else about the path.</returns>
    public Task<bool> TakenInAsync(string path, string callId, CallMetadata used, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await RowOfAsync(context, path, cancellationToken);
            if (!IsAnnounced(row, used))
            {
                context.ChangeTracker.Clear();
                return false;
            }

            row.Described = row.Announced ?? (row.CallId == callId ? row.Described : null);
            row.CallId = callId;
            Settle(row);
            return true;
        },
        cancellationToken);

    /// <summary>
    /// Enters descriptions that have waited too long as refused; they no longer wait. A stretch of them is one transaction: memory stays
    /// small, and a process that ends in between has told of those that it settled.
    /// </summary>
    /// <param name="patience">How long is too long.</param>
    /// <param name="hasCome">Whether a path's recording is there and only not taken in yet: its description goes on waiting.</param>
    /// <param name="tell">What is entered about one.</param>
    /// <param name="cancellationToken">Stops between two stretches; what is committed stays.</param>
    /// <returns>How many.</returns>
    public async Task<int> GiveUpWaitingAsync(
        TimeSpan patience, Predicate<string> hasCome, Func<MissingRecording, QuarantinedFile> tell, CancellationToken cancellationToken)
    {
        var before = CallMapping.Utc(clock.GetUtcNow() - patience);
        var told = 0;
        for (string? reached = ""; reached is not null;)
        {
            var after = reached;
            (var missing, reached) = await work.CommitAsync(
                async context =>
                {
                    var rows = await OverdueAsync(context, before, after, cancellationToken);
                    var last = rows.Count == Stretch ? rows[^1].Path : null;
                    rows.RemoveAll(row => hasCome(row.Path));
                    var met = await MetAsync(context, rows, cancellationToken);
                    var missing = rows.Where(row => !met.Contains(row.Announced!) && !rows.Exists(other => IsSame(other, row))).ToList();
                    await QuarantineStore.EnterAsync(context, missing.Select(row => tell(new(row.Path, row.AnnouncedBy!))), cancellationToken);
                    rows.ForEach(Settle);
                    return (missing.Count, last);
                },
                cancellationToken);
            told += missing;
        }

        return told;
    }

    [SuppressMessage("Globalization", "CA1309", Justification = "The database compares, as it sorts; it knows no other comparison.")]
    private static Task<List<IntakePathRow>> OverdueAsync(CallQADbContext context, DateTime before, string after, CancellationToken cancellationToken) =>
        context.IntakePaths.Where(row => row.AnnouncedUtc < before && string.Compare(row.Path, after) > 0)
            .OrderBy(row => row.Path).Take(Stretch).ToListAsync(cancellationToken);

    private void Announce(IntakePathRow entry, Announcement row)
    {
        var announced = WaitingMetadata.Write(row.Metadata);
        if (entry.Described == announced) return;
        entry.Announced = announced;
        entry.AnnouncedBy = row.By;
        entry.AnnouncedUtc = CallMapping.Utc(clock.GetUtcNow());
    }

    private static bool IsAnnounced(IntakePathRow row, CallMetadata metadata)
    {
        var announced = row.Announced is null ? CallMetadata.None : WaitingMetadata.Read(row.Announced);
        return WaitingMetadata.Write(announced) == WaitingMetadata.Write(metadata);
    }

    private static void Settle(IntakePathRow row)
    {
        row.Announced = null;
        row.AnnouncedBy = null;
        row.AnnouncedUtc = null;
    }

    /// <summary>A row of identifiers waits under that of its call as well.</summary>
    private static async Task LeaveIdentifierAsync(CallQADbContext context, IntakePathRow row, CancellationToken cancellationToken)
    {
        if (StoredJson.Read<CallMetadata>(row.Announced!).CallId is not { } id) return;
        var name = row.Path[..(row.Path.LastIndexOf('/') + 1)] + id;
        var other = await context.IntakePaths.FirstOrDefaultAsync(
            other => other.Path == name && other.Path != row.Path && other.Announced == row.Announced && other.AnnouncedBy == row.AnnouncedBy, cancellationToken);
        if (other is not null) Leave(context, other);
    }

    /// <summary>What calls of these rows have been told already: their recordings met them under another name.</summary>
    private static async Task<HashSet<string>> MetAsync(CallQADbContext context, List<IntakePathRow> rows, CancellationToken cancellationToken)
    {
        var calls = rows.Select(row => StoredJson.Read<CallMetadata>(row.Announced!).CallId).OfType<string>().Distinct().ToList();
        return [.. await context.IntakePaths.Where(row => calls.Contains(row.CallId!) && row.Described != null).Select(row => row.Described!).ToListAsync(cancellationToken)];
    }

    /// <summary>Whether a list's row waits under another name, and under its call's as well.</summary>
    private static bool IsSame(IntakePathRow row, IntakePathRow byCall) => row != byCall
        && row.Announced == byCall.Announced && row.AnnouncedBy == byCall.AnnouncedBy
        && byCall.Path == row.Path[..(row.Path.LastIndexOf('/') + 1)] + StoredJson.Read<CallMetadata>(byCall.Announced!).CallId;

    // Nothing of a row stays under a name that no recording has: erasing its call must erase all that was told of it.
    private static void Leave(CallQADbContext context, IntakePathRow row)
    {
        if (row.CallId is null) context.IntakePaths.Remove(row);
        else Settle(row);
    }

    private static async Task<IntakePathRow> RowOfAsync(CallQADbContext context, string path, CancellationToken cancellationToken) =>
        await context.IntakePaths.FirstOrDefaultAsync(row => row.Path == path, cancellationToken)
        ?? context.IntakePaths.Add(new IntakePathRow { Path = path }).Entity;
}
