using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Jobs;

/// <summary>
/// Turns one file of the intake folder into calls. The file is removed only after its content is in the store, and a refused
/// one is moved aside with its reason, so that whenever the process dies the file is either still there or done with.
/// </summary>
internal sealed class IntakeWorker(
    CallPipeline pipeline,
    ICallStore store,
    IntakeLedger ledger,
    QuarantineStore quarantine,
    IntakeFolder folder,
    RecordingFolder recordings,
    CallListOptions listOptions,
    TimeProvider clock,
    ILogger<IntakeWorker> logger)
{
    // Rows of a list that are entered together.
    private const int Stretch = 200;

    // Of a refused file beyond this length no digest is made: reading it would take longer than it is worth.
    private const long LongestDigested = 1L << 30;

    /// <summary>Takes a recording in.</summary>
    /// <returns>The call; null when the file was refused or somebody else took it.</returns>
    public async Task<Call?> TakeInAsync(string path, CancellationToken cancellationToken)
    {
        if (!MayTake(path)) return null;
        var relative = folder.RelativeOf(path);
        try
        {
            var seen = SeenFile.Of(path);
            var call = await TakeInDescribedAsync(path, relative, cancellationToken);
            seen.DeleteUnlessChanged();
            // A list may have come between the commit and the removal, while the file was still there.
            if (await ledger.MetadataOfAsync(relative, cancellationToken) is var late && late != CallMetadata.None)
                await CompleteGoneAsync(path, late, cancellationToken);
            Log.TakenIn(logger, call.Id, call.Duration);
            return call;
        }
        catch (InputException exception) when (!exception.Passing)
        {
            // Another worker sharing the folder may have taken the file between our look and our reading.
            if (File.Exists(path)) await RefuseAsync(path, exception.Fault, exception.Message, cancellationToken);
            return null;
        }
    }

    /// <summary>Takes a list in: its rows describe recordings that are there, have been or will come.</summary>
    /// <returns>How many rows were understood.</returns>
    public async Task<int> TakeInListAsync(string path, CancellationToken cancellationToken)
    {
        if (!MayTake(path)) return 0;
        try
        {
            var seen = SeenFile.Of(path);
            var (rows, problems) = await TakeInRowsAsync(path, seen, cancellationToken);
            seen.DeleteUnlessChanged();
            await ledger.ForgetListAsync(folder.RelativeOf(path), cancellationToken);
            Log.ListTakenIn(logger, rows, problems);
            return rows;
        }
        catch (InputException exception) when (!exception.Passing)
        {
            if (File.Exists(path)) await RefuseAsync(path, exception.Fault, exception.Message, cancellationToken);
            return 0;
        }
    }

    /// <summary>Reports the rows whose recordings have not come in time.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ReportMissingAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var missing = await ledger.GiveUpWaitingAsync(patience, path => File.Exists(Path.Combine(folder.Root, path)), cancellationToken);
        foreach (var row in missing)
        {
            await EnterAsync(
                Path.GetFileName(row.Path), null, InputFault.Unreadable,
                $"The recording '{row.Path}' named in {row.By} has not come within {patience.TotalHours:0} hours; hand both in again.",
                null, cancellationToken);
        }

        return missing.Count;
    }

    // What is taken is removed: an original that is kept must never be, however the folders were laid out.
    private bool MayTake(string path) => folder.Holds(path) && File.Exists(path) && !recordings.Holds(path);

    private async Task<Call> TakeInDescribedAsync(string path, string relative, CancellationToken cancellationToken)
    {
        while (true)
        {
            var metadata = await ledger.MetadataOfAsync(relative, cancellationToken);
            var call = await pipeline.TakeInAsync(new IncomingRecording(path, metadata), cancellationToken);
            // Again when a list described the recording meanwhile: the call is then completed by what it tells.
            if (!await ledger.TakenInAsync(relative, call.Id, metadata, cancellationToken)) continue;
            await ReportConflictsAsync(path, call, metadata, cancellationToken);
            return call;
        }
    }

    // A stretch of rows is one transaction, and then the place reached is kept: memory stays small, and a restarted process goes on there.
    private async Task<(int Rows, int Problems)> TakeInRowsAsync(string path, SeenFile seen, CancellationToken cancellationToken)
    {
        var position = new ListPosition(folder.RelativeOf(path), seen.Length, CallMapping.Utc(seen.Changed), 0);
        var done = await ledger.LineReachedAsync(position, cancellationToken);
        var (rows, problems) = (0, 0);
        await foreach (var stretch in CallListReader.StreamAsync(path, listOptions, cancellationToken).Chunk(Stretch).WithCancellation(cancellationToken))
        {
            rows += stretch.Count(entry => entry.Row is not null);
            problems += stretch.Count(entry => entry.Problem is not null);
            var reached = stretch.Max(entry => entry.Line);
            if (reached <= done) continue;
            foreach (var entry in stretch)
                if (entry.Problem is { } problem) await EnterAsync(Path.GetFileName(path), null, InputFault.Metadata, problem.Message, null, cancellationToken);
            await AnnounceAsync(path, [.. stretch.Select(entry => entry.Row).OfType<CallListRow>()], cancellationToken);
            await ledger.ReachAsync(position with { Line = reached }, cancellationToken);
        }

        return (rows, problems);
    }

    private async Task AnnounceAsync(string list, IReadOnlyList<CallListRow> rows, CancellationToken cancellationToken)
    {
        var announced = rows.Select(row => new Announcement(
            folder.RelativeOf(row.RecordingPath), row.Metadata, $"line {row.Row} of '{Path.GetFileName(list)}'")).ToList();
        await ledger.AnnounceAsync(announced, cancellationToken);
        var waiting = await ledger.FindUndescribedAsync([.. announced.Select(row => row.Path)], cancellationToken);
        foreach (var row in rows)
            if (waiting.ContainsKey(folder.RelativeOf(row.RecordingPath))) await CompleteGoneAsync(row.RecordingPath, row.Metadata, cancellationToken);
    }

    // A file that is still there is described when it is taken in; only what has been taken in is completed here.
    private async Task CompleteGoneAsync(string path, CallMetadata metadata, CancellationToken cancellationToken)
    {
        var relative = folder.RelativeOf(path);
        if (File.Exists(path) || await ledger.FindUndescribedAsync(relative, cancellationToken) is not { } id) return;
        if (await store.FindAsync(id, cancellationToken) is not { } call) return;
        await ReportConflictsAsync(path, call, metadata, cancellationToken);
        await store.AddAsync(call with { Metadata = metadata }, cancellationToken);
        await ledger.DescribedAsync(relative, metadata, cancellationToken);
    }

    // The names of the columns only: their values may be personal data.
    private async Task ReportConflictsAsync(string path, Call call, CallMetadata told, CancellationToken cancellationToken)
    {
        if (CallMapping.Conflicts(call.Metadata, told with { CallId = null }) is not { Count: > 0 } names) return;
        await EnterAsync(
            Path.GetFileName(path), call.ContentHash, InputFault.Metadata,
            $"The list tells {string.Join(", ", names)} of '{folder.RelativeOf(path)}' differently from what call '{call.Id}' has already, and what was known first counts; erase the call and hand both in again to change it.",
            null, cancellationToken);
    }

    private async Task RefuseAsync(string path, InputFault fault, string reason, CancellationToken cancellationToken)
    {
        var hash = await HashOrNullAsync(path, cancellationToken);
        if (!File.Exists(path)) return;
        var place = folder.PlaceFor(path);
        // Entered first: a process that dies before the move finds the file still here and the entry already made.
        await EnterAsync(Path.GetFileName(path), hash, fault, reason, place, cancellationToken);
        await folder.SetAsideAsync(path, place, reason, cancellationToken);
        Log.FileQuarantined(logger, fault);
    }

    private Task EnterAsync(
        string name, string? hash, InputFault fault, string reason, string? keptAt, CancellationToken cancellationToken) =>
        quarantine.AddAsync(new(name, hash, fault, reason, clock.GetUtcNow(), keptAt), cancellationToken);

    private static async Task<string?> HashOrNullAsync(string path, CancellationToken cancellationToken)
    {
        if (new FileInfo(path) is not { Exists: true, Length: <= LongestDigested }) return null;
        try
        {
            return await ContentHash.ComputeAsync(path, cancellationToken);
        }
        catch (InputException)
        {
            return null;
        }
    }
}
