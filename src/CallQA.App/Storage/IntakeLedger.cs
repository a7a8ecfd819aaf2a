using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>A list's row whose recording has not come.</summary>
/// <param name="Path">Relative to the intake folder, with forward slashes.</param>
/// <param name="By">List and row.</param>
internal sealed record MissingRecording(string Path, string By);

/// <summary>Brings the rows of lists and the recordings they describe together, in whichever order they arrive.</summary>
internal sealed class IntakeLedger(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>The call taken in from this path that no list has described yet, or null.</summary>
    public Task<string?> FindUndescribedAsync(string path, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.IntakePaths.Where(row => row.Path == path && row.Described == null).Select(row => row.CallId)
            .FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <summary>The call taken in from this path has been completed by this metadata.</summary>
    public Task DescribedAsync(string path, CallMetadata metadata, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await RowOfAsync(context, path, cancellationToken);
            row.Described = StoredJson.Write(metadata);
            if (row.Announced == row.Described) Settle(row);
            return row;
        },
        cancellationToken);

    /// <summary>Lets what a list tells about a path wait for its recording. The same row again changes nothing.</summary>
    public Task AnnounceAsync(string path, CallMetadata metadata, string by, CancellationToken cancellationToken) =>
        work.CommitAsync(
            async context =>
            {
                var row = await RowOfAsync(context, path, cancellationToken);
                var announced = StoredJson.Write(metadata);
                if (row.Described == announced) return row;
                row.Announced = announced;
                row.AnnouncedBy = by;
                row.AnnouncedUtc = CallMapping.Utc(clock.GetUtcNow());
                return row;
            },
            cancellationToken);

    /// <summary>What a list told about a path, or nothing known.</summary>
    public Task<CallMetadata> MetadataOfAsync(string path, CancellationToken cancellationToken) => work.ReadAsync(
        async context => await context.IntakePaths.Where(row => row.Path == path).Select(row => row.Announced)
            .FirstOrDefaultAsync(cancellationToken) is { } announced
                ? StoredJson.Read<CallMetadata>(announced)
                : CallMetadata.None,
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

    /// <summary>Descriptions that have waited too long; they are returned once and no longer wait.</summary>
    /// <param name="patience">How long is too long.</param>
    /// <param name="hasCome">Whether a path's recording is there and only not taken in yet: its description goes on waiting.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    public Task<IReadOnlyList<MissingRecording>> GiveUpWaitingAsync(
        TimeSpan patience, Predicate<string> hasCome, CancellationToken cancellationToken)
    {
        var before = CallMapping.Utc(clock.GetUtcNow() - patience);
        return work.CommitAsync<IReadOnlyList<MissingRecording>>(
            async context =>
            {
                var rows = await context.IntakePaths.Where(row => row.AnnouncedUtc < before).ToListAsync(cancellationToken);
                rows.RemoveAll(row => hasCome(row.Path));
                MissingRecording[] missing = [.. rows.Select(row => new MissingRecording(row.Path, row.AnnouncedBy!))];
                rows.ForEach(Settle);
                return missing;
            },
            cancellationToken);
    }

    private static bool IsAnnounced(IntakePathRow row, CallMetadata metadata)
    {
        var announced = row.Announced is null ? CallMetadata.None : StoredJson.Read<CallMetadata>(row.Announced);
        return StoredJson.Write(announced) == StoredJson.Write(metadata);
    }

    private static void Settle(IntakePathRow row)
    {
        row.Announced = null;
        row.AnnouncedBy = null;
        row.AnnouncedUtc = null;
    }

    private static async Task<IntakePathRow> RowOfAsync(CallQADbContext context, string path, CancellationToken cancellationToken) =>
        await context.IntakePaths.FirstOrDefaultAsync(row => row.Path == path, cancellationToken)
        ?? context.IntakePaths.Add(new IntakePathRow { Path = path }).Entity;
}
