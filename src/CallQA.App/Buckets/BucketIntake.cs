using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Recordings.Sources;

namespace CallQA.App.Buckets;

/// <summary>What became of one object.</summary>
/// <param name="Place">Its address.</param>
/// <param name="CallId">The call; null for a list, and when there is a problem.</param>
/// <param name="IsNew">False for an object of an earlier run whose call is still unfinished, and while the objects of a call's other parties are waited for.</param>
/// <param name="Problem">Why there is no call; passing where the next run tries it again.</param>
internal sealed record BucketOutcome(string Place, string? CallId, bool IsNew, InputException? Problem)
{
    /// <summary>A sentence for each value of a sidecar that means nothing and is left out, or one why it cannot be read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>
/// Takes in what is new or changed in a bucket: lists first, then recordings, a stretch after the other in the order of the
/// keys. Objects stay in the bucket; each version is taken once, and a run that was interrupted goes on behind the last stretch.
/// </summary>
internal sealed class BucketIntake(
    CallDescriptions descriptions,
    IntakeLedger lists,
    BucketLedger ledger,
    BucketAttempts attempts,
    BucketParties parties,
    LateBucketSidecars late,
    SourceProfiles sources,
    CallQASettings settings,
    ILogger<BucketIntake> logger)
{
    private const int Stretch = 100;

    /// <summary>Takes in; the caller gets what became of a stretch before the next one begins.</summary>
    /// <exception cref="InputException">There are no credentials, or the store refuses or does not answer.</exception>
    public async IAsyncEnumerable<BucketOutcome> TakeInAsync(BucketAddress address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var run = new BucketRun(new BucketClient(settings.Bucket), address);
        attempts.RemoveAbandoned();
        await foreach (var page in PagesAsync(run, after: null, cancellationToken))
            foreach (var outcome in await TakeInAsync(run, page.Objects.Where(entry => IntakeFolder.IsList(entry.Name)), TakeInListAsync, sidecars: null, cancellationToken))
                if (outcome.Problem is not null) yield return outcome;
        var reached = await ledger.ReachedAsync(address, cancellationToken);
        var parts = new BucketPartsSeen(address, sources, reached);
        var isFirst = reached is null;
        await foreach (var page in PagesAsync(run, reached, cancellationToken))
        {
            var sidecars = new BucketSidecars(run.Client, address, page, isFirst);
            isFirst = false;
            run.Reach(page);
            var recordings = page.Objects.Where(entry => RecordingNames.IsRecording(entry.Name)).ToLookup(parts.IsPart);
            foreach (var outcome in await TakeInAsync(run, recordings[false], TakeInRecordingAsync, sidecars, cancellationToken))
                yield return outcome;
            foreach (var outcome in await LookAsync(run, recordings[true], parts, cancellationToken))
                yield return outcome;
            foreach (var outcome in await parties.TakeInAsync(run, parts.Passed(page), cancellationToken))
                yield return outcome;
            await late.TakeInAsync(run, page.Objects, cancellationToken);
            // A call whose parts have been seen in part only is seen as a whole by the run that goes on.
            if (page.More && !parts.AnyWaiting) await ledger.ReachAsync(address, page.Last!, cancellationToken);
        }

        await ledger.EndAsync(address, cancellationToken);
    }

    private static async IAsyncEnumerable<BucketPage> PagesAsync(BucketRun run, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BucketPage page;
        do
        {
            page = await run.Client.ListAsync(run.Address, after, Stretch, cancellationToken);
            after = page.Last;
            yield return page;
        }
        while (page.More && after is not null);
    }

    private async Task<IReadOnlyList<BucketOutcome>> TakeInAsync(
        BucketRun run, IEnumerable<BucketObject> objects, TakeIn takeIn, BucketSidecars? sidecars, CancellationToken cancellationToken)
    {
        var sightings = await ledger.LookAsync(run.Address, [.. objects], cancellationToken);
        var outcomes = new ConcurrentBag<BucketOutcome>(Unfinished(run, sightings));
        var done = new ConcurrentBag<(BucketObject, string?)>();
        await Parallel.ForEachAsync(
            sightings.Where(sighting => !sighting.IsDone),
            new ParallelOptions { MaxDegreeOfParallelism = BucketAttempts.AtOnce, CancellationToken = cancellationToken },
            async (sighting, token) =>
            {
                var outcome = await AttemptAsync(run, sighting, takeIn, sidecars, done, token);
                outcomes.Add(outcome);
                if (outcome.Problem is not { Passing: true }) done.Add((sighting.Object, outcome.CallId));
            });
        // One sidecar may belong to two recordings.
        if (!done.IsEmpty) await ledger.DoneAsync(run.Address, [.. done.DistinctBy(entry => entry.Item1.Key)], cancellationToken);
        return [.. outcomes.OrderBy(outcome => outcome.Place, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<BucketOutcome>> LookAsync(BucketRun run, IEnumerable<BucketObject> objects, BucketPartsSeen parts, CancellationToken cancellationToken)
    {
        var sightings = await ledger.LookAsync(run.Address, [.. objects], cancellationToken);
        foreach (var sighting in sightings.Where(sighting => !sighting.IsDone)) parts.Add(sighting);
        return [.. Unfinished(run, sightings)];
    }

    // All parts of a call became the same one.
    private static IEnumerable<BucketOutcome> Unfinished(BucketRun run, IReadOnlyList<BucketSighting> sightings) => sightings
        .Where(sighting => sighting.UnfinishedCall is not null).DistinctBy(sighting => sighting.UnfinishedCall)
        .Select(sighting => new BucketOutcome(run.Address.Of(sighting.Object.Key), sighting.UnfinishedCall, IsNew: false, null));

    private Task<BucketOutcome> AttemptAsync(
        BucketRun run, BucketSighting sighting, TakeIn takeIn, BucketSidecars? sidecars, ConcurrentBag<(BucketObject, string?)> done, CancellationToken cancellationToken) => attempts.TryAsync(
        run,
        [sighting.Object],
        async fetch =>
        {
            var (entry, file) = (sighting.Object, fetch.FileOf(sighting.Object));
            await fetch.FetchAsync(entry, file, cancellationToken);
            var beside = sidecars is null ? null : await sidecars.FindAsync(entry.Key, cancellationToken);
            // Under a name by which it is found beside the file, whatever the key is called.
            if (beside is not null) await fetch.FetchAsync(beside, file + Path.GetExtension(beside.Name), cancellationToken);
            var (call, notes) = await run.InTurnAsync(() => takeIn(run, sighting, file, cancellationToken), cancellationToken);
            if (beside is not null) done.Add((beside, call));
            return new(run.Address.Of(entry.Key), call, IsNew: true, null) { Notes = fetch.Name(notes) };
        },
        cancellationToken);

    private async Task<Taken> TakeInListAsync(BucketRun run, BucketSighting sighting, string file, CancellationToken cancellationToken)
    {
        var (entry, address) = (sighting.Object, run.Address);
        var version = new ListPosition(address.Of(entry.Key), entry.Length, entry.ModifiedUtc, 0);
        var options = new CallListOptions { TimeZone = settings.Zone, Source = sources.Of(version.Path) };
        var list = new IncomingList(file, version, options, row => address.Of(address.Folder + row.RecordingFile), Comes: _ => false);
        var (rows, problems) = await descriptions.TakeInRowsAsync(list, cancellationToken);
        await lists.ForgetListAsync(version.Path, cancellationToken);
        Log.ListTakenIn(logger, rows, problems);
        return new(null, []);
    }

    private async Task<Taken> TakeInRecordingAsync(BucketRun run, BucketSighting sighting, string file, CancellationToken cancellationToken)
    {
        var place = run.Address.Of(sighting.Object.Key);
        if (sighting.IsReplaced) await lists.AnnounceAgainAsync(place, cancellationToken);
        var told = await sources.DescribeAsync(file, place, cancellationToken);
        var call = await descriptions.TakeInAsync(file, place, told, other => IsThere(run, other), cancellationToken);
        // Of another process that goes through the bucket.
        await descriptions.CompleteLateAsync(place, call.Id, cancellationToken);
        Log.TakenIn(logger, CallDigest.Of(call.Id), call.Duration);
        return new(call.Id, told.Problems);
    }

    private static bool IsThere(BucketRun run, string place) =>
        place.StartsWith(run.Address.Of(""), StringComparison.Ordinal) && run.Stretch.Contains(place[run.Address.Of("").Length..]);

    private sealed record Taken(string? CallId, IReadOnlyList<string> Notes);

    private delegate Task<Taken> TakeIn(BucketRun run, BucketSighting sighting, string file, CancellationToken cancellationToken);
}
