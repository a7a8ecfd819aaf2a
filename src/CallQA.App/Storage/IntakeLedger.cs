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
        async context => (await RowOfAsync(context, path, cancellationToken)).Described = StoredJson.Write(metadata),
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

    /// <summary>The recording of a path has become a call.</summary>
    public Task TakenInAsync(string path, string callId, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await RowOfAsync(context, path, cancellationToken);
            row.Described = row.Announced ?? (row.CallId == callId ? row.Described : null);
            row.CallId = callId;
            Settle(row);
            return row;
        },
        cancellationToken);

    /// <summary>Descriptions that have waited too long; they are returned once and no longer wait.</summary>
    public Task<IReadOnlyList<MissingRecording>> GiveUpWaitingAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var before = CallMapping.Utc(clock.GetUtcNow() - patience);
        return work.CommitAsync<IReadOnlyList<MissingRecording>>(
            async context =>
            {
                var rows = await context.IntakePaths.Where(row => row.AnnouncedUtc < before).ToListAsync(cancellationToken);
                MissingRecording[] missing = [.. rows.Select(row => new MissingRecording(row.Path, row.AnnouncedBy!))];
                rows.ForEach(Settle);
                return missing;
            },
            cancellationToken);
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
