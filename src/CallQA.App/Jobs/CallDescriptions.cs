using CallQA.App.Storage;
using CallQA.App.Telemetry;
using CallQA.Recordings;
using CallQA.Recordings.Parties;
using CallQA.Recordings.Sources;
using CallQA.Redaction;

namespace CallQA.App.Jobs;

/// <summary>A list to be taken in.</summary>
/// <param name="Path">The file.</param>
/// <param name="Version">Its place, and which version of it lies there.</param>
/// <param name="Options">What its rows are relative to.</param>
/// <param name="PlaceOf">The place of a row's recording.</param>
/// <param name="Comes">Whether the recording of a place is there and only not taken in yet.</param>
internal sealed record IncomingList(
    string Path, ListPosition Version, CallListOptions Options, Func<CallListRow, string> PlaceOf, Predicate<string> Comes);

/// <summary>
/// Brings recordings and what lists tell about them together, whichever comes first. Both know a recording by its place: the
/// path below the intake folder, or the address in a bucket.
/// </summary>
internal sealed class CallDescriptions(
    CallPipeline pipeline, ICallStore store, IntakeLedger ledger, OpenNames names, OpenRows open, SourceProfiles sources, QuarantineStore quarantine, Redactor redactor, StageFailures failures,
    TimeProvider clock)
{
    // Rows of a list that are entered together.
    private const int Stretch = 200;

    private const int MostTurns = 20;

    /// <summary>Called with a call's identifier and a sentence about what lists and sidecars tell differently, from whatever thread takes calls in.</summary>
    public event Action<string, string>? Told;

    /// <summary>Takes a recording in, with what a list has told about its place, and for the rest what its sidecar and its name tell.</summary>
    /// <exception cref="InputException">It cannot be used.</exception>
    /// <param name="path">The recording.</param>
    /// <param name="place">Its place.</param>
    /// <param name="isThere">Whether another recording lies at a place.</param>
    /// <param name="cancellationToken">Stops before the call is stored.</param>
    public async Task<Call> TakeInAsync(string path, string place, Predicate<string> isThere, CancellationToken cancellationToken) =>
        await TakeInAsync(path, place, await sources.DescribeAsync(path, place, cancellationToken), isThere, cancellationToken);

    /// <summary>Takes a recording in, with what a list has told about its place, and for the rest what is told beside it.</summary>
    /// <exception cref="InputException">It cannot be used.</exception>
    /// <param name="path">The recording.</param>
    /// <param name="place">Its place.</param>
    /// <param name="told">What is told beside it.</param>
    /// <param name="isThere">Whether another recording lies at a place.</param>
    /// <param name="cancellationToken">Stops before the call is stored.</param>
    public async Task<Call> TakeInAsync(string path, string place, SourceDescription told, Predicate<string> isThere, CancellationToken cancellationToken)
    {
        using var span = new StageSpan("intake", failures, clock);
        try
        {
            var call = await TakeInDescribedAsync(path, place, told, isThere, cancellationToken);
            span.About(call.Id);
            span.Done();
            return call;
        }
        catch (Exception exception)
        {
            span.Failed(exception);
            throw;
        }
    }

    private async Task<Call> TakeInDescribedAsync(string path, string place, SourceDescription told, Predicate<string> isThere, CancellationToken cancellationToken)
    {
        for (var turn = 1; ; turn++)
        {
            await open.GiveAsync(place, told.Metadata.CallId, isThere, cancellationToken);
            var metadata = await ledger.MetadataOfAsync(place, cancellationToken);
            var call = await pipeline.TakeInAsync(new IncomingRecording(path, metadata.CompletedBy(told.Metadata), told.Raw), cancellationToken);
            // Again when a list described the recording meanwhile: the call is then completed by what it tells.
            if (!await ledger.TakenInAsync(place, call.Id, metadata, cancellationToken))
            {
                EndAfterMany(turn, place);
                continue;
            }

            await ReportConflictsAsync(place, call, metadata, cancellationToken);
            return call;
        }
    }

    /// <summary>Takes in a call that is recorded in a file for each party, with what lists have told about any of them.</summary>
    /// <exception cref="InputException">It cannot be used.</exception>
    public async Task<Call> TakeInAsync(PartySet set, CancellationToken cancellationToken)
    {
        for (var turn = 1; ; turn++)
        {
            var told = new List<CallMetadata>();
            foreach (var file in set.Files) await open.GiveAsync(file.Place, set.Metadata.CallId, isThere: _ => false, cancellationToken);
            foreach (var file in set.Files) told.Add(await ledger.MetadataOfAsync(file.Place, cancellationToken));
            // Whoever wrote a list did not know that one recording would be made of them.
            var known = told.Aggregate((all, more) => all.CompletedBy(more)) with { ChannelMap = null };
            var call = await pipeline.TakeInAsync(set, known.CompletedBy(set.Metadata), cancellationToken);
            var settled = true;
            foreach (var (file, metadata) in set.Files.Zip(told)) settled &= await ledger.TakenInAsync(file.Place, call.Id, metadata, cancellationToken);
            if (settled) return call;
            EndAfterMany(turn, set.Files[0].Place);
        }
    }

    // Left to a later attempt: whoever goes on describing one recording must not keep a worker for ever.
    private static void EndAfterMany(int turn, string place)
    {
        if (turn == MostTurns)
            throw new InputException(InputFault.Metadata, $"Lists told about '{place}' {MostTurns} times while it was taken in; it is tried again, hand each list in once.") { Passing = true };
    }

    /// <summary>
    /// Takes the rows of a list in. A stretch of them is one transaction, and then the line reached is kept: memory stays small,
    /// and a restarted process goes on there.
    /// </summary>
    /// <exception cref="InputException">It is no list.</exception>
    public async Task<(int Rows, int Problems)> TakeInRowsAsync(IncomingList list, CancellationToken cancellationToken)
    {
        var done = await ledger.LineReachedAsync(list.Version, cancellationToken);
        var (rows, problems) = (0, 0);
        await foreach (var stretch in CallListReader.StreamAsync(list.Path, list.Options, cancellationToken).Chunk(Stretch).WithCancellation(cancellationToken))
        {
            rows += stretch.Count(entry => entry.Row is not null);
            problems += stretch.Count(entry => entry.Problem is not null);
            var reached = stretch.Max(entry => entry.Line);
            if (reached <= done) continue;
            await EnterAsync(list, stretch.Select(entry => entry.Problem).OfType<CallListProblem>(), cancellationToken);
            await AnnounceAsync(list, [.. stretch.Select(entry => entry.Row).OfType<CallListRow>()], cancellationToken);
            await ledger.ReachAsync(list.Version with { Line = reached }, cancellationToken);
        }

        return (rows, problems);
    }

    /// <summary>Completes the call taken in from a place by what a list has told since.</summary>
    public async Task CompleteLateAsync(string place, string call, CancellationToken cancellationToken)
    {
        await open.GiveAsync(place, call, isThere: _ => false, cancellationToken);
        if (await ledger.MetadataOfAsync(place, cancellationToken) is var late && late != CallMetadata.None) await CompleteAsync(place, late, cancellationToken);
    }

    /// <summary>Completes the call taken in from a place that no list had described.</summary>
    public async Task CompleteAsync(string place, CallMetadata metadata, CancellationToken cancellationToken)
    {
        if (await ledger.FindUndescribedAsync(place, cancellationToken) is not { } id) return;
        if (await store.FindAsync(id, cancellationToken) is not { } call) return;
        await CompleteAsync(place, call, metadata, cancellationToken);
        await ledger.DescribedAsync(place, metadata, cancellationToken);
    }

    /// <summary>Completes a call by what somebody else than a list tells: lists may still come.</summary>
    /// <param name="place">Where its recording lay.</param>
    /// <param name="call">The call.</param>
    /// <param name="metadata">What is told.</param>
    /// <param name="cancellationToken">Stops before it is completed.</param>
    public async Task CompleteAsync(string place, Call call, CallMetadata metadata, CancellationToken cancellationToken)
    {
        await ReportConflictsAsync(place, call, metadata, cancellationToken);
        await store.AddAsync(call with { Metadata = metadata }, cancellationToken);
        if (IsNameTooLate(call, metadata))
        {
            await EnterAsync(
                place,
                call.ContentHash,
                InputFault.Metadata,
                $"The list or sidecar told the customer's name of call '{call.Id}' when that was transcribed already; run `callqa calls retranscribe {call.Id}` to have the name taken out wherever it is said.",
                null,
                cancellationToken);
        }
    }

    private bool IsNameTooLate(Call call, CallMetadata told) =>
        told.CustomerName is not null && call.Metadata.CustomerName is null && call.Stage > CallStage.TakenIn && redactor.TakesOut(PersonalDataKind.Name);

    /// <summary>Enters a refusal for the operator.</summary>
    /// <param name="place">What was refused.</param>
    /// <param name="hash">Digest of its content, where known.</param>
    /// <param name="fault">The kind of fault.</param>
    /// <param name="reason">One sentence: what, where, what to do.</param>
    /// <param name="keptAt">Where it lies now; null where it stays or is a row.</param>
    /// <param name="cancellationToken">Stops before the entry.</param>
    public Task EnterAsync(string place, string? hash, InputFault fault, string reason, string? keptAt, CancellationToken cancellationToken) =>
        quarantine.AddAsync(Refusal(place, hash, fault, reason, keptAt), cancellationToken);

    /// <inheritdoc cref="EnterAsync(string, string?, InputFault, string, string?, CancellationToken)"/>
    public Task EnterAsync(string place, string? hash, SetAsideCause fault, string reason, string? keptAt, CancellationToken cancellationToken) =>
        quarantine.AddAsync(new(Path.GetFileName(place), hash, fault, reason, clock.GetUtcNow(), keptAt), cancellationToken);

    /// <summary>The entry of a refusal, of now.</summary>
    public QuarantinedFile Refusal(string place, string? hash, InputFault fault, string reason, string? keptAt) =>
        new(Path.GetFileName(place), hash, fault, reason, clock.GetUtcNow(), keptAt);

    private Task EnterAsync(IncomingList list, IEnumerable<CallListProblem> problems, CancellationToken cancellationToken) => quarantine.AddAllAsync(
        [
            .. problems.Select(problem => Refusal(
                list.Version.Path, null, InputFault.Metadata, problem.Message.Replace(list.Path, list.Version.Path, StringComparison.Ordinal), null)),
        ],
        cancellationToken);

    private async Task AnnounceAsync(IncomingList list, IReadOnlyList<CallListRow> rows, CancellationToken cancellationToken)
    {
        var announced = rows.Select(row => (Row: row, Open: new OpenRow(
            NamesOf(list, row), list.PlaceOf(row), row.Identifiers.Count > 0, $"line {row.Row} of '{Path.GetFileName(list.Version.Path)}'"))).ToList();
        await ledger.AnnounceAsync(
            [.. announced.SelectMany(entry => entry.Open.Names.Select(name => new Announcement(name, entry.Row.Metadata, entry.Open.By)))], cancellationToken);
        var waiting = await ledger.FindUndescribedAsync([.. announced.Select(entry => entry.Open.Names[0])], cancellationToken);
        // What is still to come is described when it is taken in; only what has been taken in is completed here.
        foreach (var (row, told) in announced)
        {
            if (list.Comes(told.Names[0])) continue;
            if (waiting.ContainsKey(told.Names[0])) await CompleteAsync(told.Names[0], row.Metadata, cancellationToken);
            else if (OpenNames.IsOpen(row)) await SettleAsync(list, told, cancellationToken);
        }
    }

    private IReadOnlyList<string> NamesOf(IncomingList list, CallListRow row) =>
        OpenNames.IsOpen(row) && !list.Comes(list.PlaceOf(row)) ? names.Of(list.Version.Path, row, list.PlaceOf(row)) : [list.PlaceOf(row)];

    private async Task SettleAsync(IncomingList list, OpenRow row, CancellationToken cancellationToken)
    {
        if (await open.SettleAsync(row, list.Comes, cancellationToken) is (var place, var metadata)) await CompleteAsync(place, metadata, cancellationToken);
    }

    /// <summary>A sentence about what a list or sidecar tells differently from what a call has already; null when nothing.</summary>
    /// <param name="place">The recording.</param>
    /// <param name="call">The call.</param>
    /// <param name="told">What is told.</param>
    // The names of the columns only: their values may be personal data.
    public static string? ConflictOf(string place, Call call, CallMetadata told) =>
        CallMapping.Conflicts(call.Metadata, told with { CallId = null }) is { Count: > 0 } names
            ? $"The list or sidecar tells {string.Join(", ", names)} of '{place}' differently from what call '{call.Id}' has already, and what was known first counts; erase the call and hand both in again to change it."
            : null;

    private async Task ReportConflictsAsync(string place, Call call, CallMetadata told, CancellationToken cancellationToken)
    {
        if (ConflictOf(place, call, told) is not { } sentence) return;
        await EnterAsync(place, call.ContentHash, InputFault.Metadata, sentence, null, cancellationToken);
        Told?.Invoke(call.Id, sentence);
    }
}
