using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Recordings.Parties;
using CallQA.Recordings.Sources;

namespace CallQA.App.Jobs;

/// <summary>
/// Turns one file of the intake folder into calls. The file is removed only after its content is in the store, and a refused
/// one is moved aside with its reason, so that whenever the process dies the file is either still there or done with.
/// </summary>
internal sealed class IntakeWorker(
    CallDescriptions descriptions,
    IntakeLedger ledger,
    IntakeFailures failures,
    IntakeFolder folder,
    OpenNames names,
    IKeptRecordings recordings,
    CallListOptions listOptions,
    SourceProfiles sources,
    PartyFolders partyFolders,
    PartyGate parties,
    LateSidecars late,
    TimeProvider clock,
    ILogger<IntakeWorker> logger)
{
    // Of a refused file beyond this length no digest is made: reading it would take longer than it is worth.
    private const long LongestDigested = 1L << 30;

    /// <summary>Takes a recording in.</summary>
    /// <returns>The call; null when the file was refused or somebody else took it.</returns>
    public async Task<Call?> TakeInAsync(string path, CancellationToken cancellationToken)
    {
        if (!MayTake(path) || await IsSpecialAsync(path, cancellationToken)) return null;
        var place = folder.RelativeOf(path);
        if (sources.PartyOf(place) is not null) return await TakeInPartAsync(path, place, cancellationToken);
        try
        {
            var seen = SeenFile.Of(path);
            // As it was before it is read: one that changes since is not removed.
            var sidecar = Sidecar.FindBeside(path) is { } beside ? SeenFile.Of(beside) : null;
            var told = await sources.DescribeBySidecarAsync(sidecar?.Path, place, cancellationToken);
            var call = await descriptions.TakeInAsync(path, place, told, IsThere, cancellationToken);
            seen.DeleteUnlessChanged();
            if (told.Sidecar is not null) sidecar?.DeleteUnlessChanged();
            // A list may have come between the commit and the removal, while the file was still there.
            if (!File.Exists(path)) await descriptions.CompleteLateAsync(place, call.Id, cancellationToken);
            Log.TakenIn(logger, CallDigest.Of(call.Id), call.Duration);
            return call;
        }
        catch (InputException exception) when (!exception.Passing)
        {
            // Another worker sharing the folder may have taken the file between our look and our reading.
            if (File.Exists(path)) await RefuseAsync(path, exception.Fault, exception.Message, cancellationToken);
            return null;
        }
        catch (Exception exception) when (IntakeFailures.IsDefect(exception))
        {
            if (!await HasGivenUpAsync(path, [path], exception, cancellationToken)) throw;
            return null;
        }
    }

    /// <summary>Takes a file in that is one party's part of a call, if the others are there; else it waits for them where it is.</summary>
    private async Task<Call?> TakeInPartAsync(string path, string place, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> files = [path];
        try
        {
            parties.IsComplete(path);
            if (await PartySet.FindAsync(path, place, partyFolders, cancellationToken) is not { } set) return null;
            if (!await parties.IsOpenAsync(set, cancellationToken)) return null;
            files = [.. set.Files.Select(file => file.Path)];
            // A sidecar that has changed since it was read is still to be read.
            List<SeenFile> seen = [.. files.Select(SeenFile.Of), .. set.Sidecars.Select(file => new SeenFile(file.FullName, file.Length, file.LastWriteTimeUtc))];
            var call = await descriptions.TakeInAsync(set, cancellationToken);
            // Told before the file is gone, which a process that dies in between finds again.
            if (!set.IsComplete) await descriptions.EnterAsync(place, call.ContentHash, InputFault.Metadata, PartyGate.Incomplete(set), null, cancellationToken);
            seen.ForEach(file => file.DeleteUnlessChanged());
            parties.Forget(set);
            Log.TakenIn(logger, CallDigest.Of(call.Id), call.Duration);
            return call;
        }
        catch (InputException exception) when (!exception.Passing)
        {
            foreach (var file in files.Where(File.Exists)) await RefuseAsync(file, exception.Fault, exception.Message, cancellationToken);
            return null;
        }
        catch (Exception exception) when (IntakeFailures.IsDefect(exception))
        {
            if (!await HasGivenUpAsync(path, files, exception, cancellationToken)) throw;
            return null;
        }
    }

    /// <summary>Takes a list in: its rows describe recordings that are there, have been or will come.</summary>
    /// <returns>How many rows were understood.</returns>
    public async Task<int> TakeInListAsync(string path, CancellationToken cancellationToken)
    {
        if (!MayTake(path) || await IsSpecialAsync(path, cancellationToken)) return 0;
        try
        {
            var seen = SeenFile.Of(path);
            var version = new ListPosition(folder.RelativeOf(path), seen.Length, CallMapping.Utc(seen.Changed), 0);
            var list = new IncomingList(
                path, version, listOptions with { Source = sources.Of(version.Path) }, row => folder.RelativeOf(row.RecordingPath), IsThere);
            var (rows, problems) = await descriptions.TakeInRowsAsync(list, cancellationToken);
            seen.DeleteUnlessChanged();
            await ledger.ForgetListAsync(version.Path, cancellationToken);
            Log.ListTakenIn(logger, rows, problems);
            return rows;
        }
        catch (InputException exception) when (!exception.Passing)
        {
            if (File.Exists(path)) await RefuseAsync(path, exception.Fault, exception.Message, cancellationToken);
            return 0;
        }
        catch (Exception exception) when (IntakeFailures.IsDefect(exception))
        {
            if (!await HasGivenUpAsync(path, [path], exception, cancellationToken)) throw;
            return 0;
        }
    }

    /// <summary>
    /// Takes in the sidecars that came later than their recordings, which are then calls already, and refuses those whose recordings have not come in time.
    /// </summary>
    /// <returns>How many completed a call.</returns>
    /// <exception cref="InputException">Some are left for the next time; all others are done.</exception>
    public async Task<int> TakeInSidecarsAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var (completed, left) = (0, new LeftForLater());
        var waiting = new WaitingParts(folder, sources);
        foreach (var path in folder.Sidecars())
        {
            if (!MayTake(path) || waiting.Has(path) || await IsSpecialAsync(path, cancellationToken)) continue;
            try
            {
                if (await CompleteAsync(path, cancellationToken)) completed++;
                else if (clock.GetUtcNow() - PartyGate.Arrived(path) > patience) await RefuseAloneAsync(path, patience, cancellationToken);
            }
            catch (InputException exception) when (!exception.Passing)
            {
                await RefuseAsync(path, exception.Fault, exception.Message, cancellationToken);
            }
#pragma warning disable CA1031 // One that fails, for whatever reason, does not hold up the others.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                if (!IntakeFailures.IsDefect(exception) || !await HasGivenUpAsync(path, [path], exception, cancellationToken)) left.Add(exception);
            }
        }

        left.Tell("sidecars");
        return completed;
    }

    /// <summary>Reports the rows whose recordings have not come in time.</summary>
    /// <returns>How many.</returns>
    public Task<int> ReportMissingAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var here = new Lazy<HashSet<string>>(() => [.. folder.Recordings().SelectMany(path => names.Of(folder.RelativeOf(path)))]);
        return ledger.GiveUpWaitingAsync(
            patience,
            path => IsThere(path) || (!IsWhole(path) && here.Value.Contains(path)),
            row => descriptions.Refusal(
                row.Path, null, InputFault.Unreadable,
                $"The recording '{row.Path}'{(IsWhole(row.Path) ? "" : ", with whatever extension,")} named in {row.By} has not come within {patience.TotalHours:0} hours; hand both in again.",
                null),
            cancellationToken);
    }

    private bool IsThere(string place) => File.Exists(Path.Combine(folder.Root, place));

    private static bool IsWhole(string place) => RecordingNames.IsRecording(Path.GetFileName(place));

    private async Task<bool> CompleteAsync(string sidecar, CancellationToken cancellationToken)
    {
        var (seen, place) = (SeenFile.Of(sidecar), folder.RelativeOf(sidecar));
        if (await late.FindAsync(place, cancellationToken) is not { } call) return false;
        await late.CompleteAsync(call, place, await Sidecar.ReadAsync(sidecar, sources.Of(call.Place), sources.Zone, cancellationToken), cancellationToken);
        seen.DeleteUnlessChanged();
        return true;
    }

    private Task RefuseAloneAsync(string path, TimeSpan patience, CancellationToken cancellationToken) => RefuseAsync(
        path,
        InputFault.Metadata,
        $"No recording has come within {patience.TotalHours:0} hours that the sidecar '{folder.RelativeOf(path)}' could describe; hand both in again, the recording with the same name.",
        cancellationToken);

    // What is taken is removed: an original that is kept must never be, however the folders were laid out.
    private bool MayTake(string path) => folder.Holds(path) && File.Exists(path) && !recordings.Holds(path);

    // Left where it is, for whoever reads and writes it; told of once.
    private async Task<bool> IsSpecialAsync(string path, CancellationToken cancellationToken)
    {
        if (SpecialFile.KindOf(path) is not { } kind) return false;
        var reason = $"'{folder.RelativeOf(path)}' in the intake folder is a {kind} and no file: nothing is read from it; copy the recording or list there as a file, and remove the {kind}.";
        await descriptions.EnterAsync(path, null, InputFault.Unreadable, reason, null, cancellationToken);
        return true;
    }

    /// <summary>Counts an attempt that failed, and moves the files aside after the last one.</summary>
    /// <returns>Whether it did.</returns>
    private async Task<bool> HasGivenUpAsync(string path, IReadOnlyList<string> files, Exception exception, CancellationToken cancellationToken)
    {
        var seen = SeenFile.Of(path);
        var attempts = await failures.AddAsync(folder.RelativeOf(path), FormattableString.Invariant($"{seen.Length} {seen.Changed.Ticks}"), cancellationToken);
        Log.IntakeAttemptFailed(logger, attempts, FailureTrace.Of(exception));
        if (attempts < IntakeFailures.MostAttempts) return false;
        foreach (var file in files.Where(File.Exists))
            await RefuseAsync(file, SetAsideCause.Failed, IntakeFailures.Reason(folder.RelativeOf(file), exception), FailureTrace.Of(exception), cancellationToken);
        return true;
    }

    private Task RefuseAsync(string path, InputFault fault, string reason, CancellationToken cancellationToken) =>
        RefuseAsync(path, (SetAsideCause)fault, reason, trace: null, cancellationToken);

    private async Task RefuseAsync(string path, SetAsideCause fault, string reason, string? trace, CancellationToken cancellationToken)
    {
        if (await IsSpecialAsync(path, cancellationToken)) return;
        var hash = await HashOrNullAsync(path, cancellationToken);
        if (!File.Exists(path)) return;
        using var place = folder.Reserve(path);
        // Entered first: a process that dies before the move finds the file still here and the entry already made.
        await descriptions.EnterAsync(path, hash, fault, reason, place.Path, cancellationToken);
        await IntakeFolder.SetAsideAsync(path, place.Path, trace is null ? reason : $"{reason}\n\n{trace}", cancellationToken);
        Log.FileQuarantined(logger, fault);
    }

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
