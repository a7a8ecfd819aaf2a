using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Recordings.Sources;

namespace CallQA.App.Buckets;

/// <summary>What became of one object.</summary>
/// <param name="Place">Its address.</param>
/// <param name="CallId">The call; null for a list, and when there is a problem.</param>
/// <param name="IsNew">False for an object of an earlier run whose call is still unfinished.</param>
/// <param name="Problem">Why there is no call; passing where the next run tries it again.</param>
internal sealed record BucketOutcome(string Place, string? CallId, bool IsNew, InputException? Problem);

/// <summary>
/// Takes in what is new or changed in a bucket: lists first, then recordings, a stretch after the other in the order of the
/// keys. Objects stay in the bucket; each version is taken once, and a run that was interrupted goes on behind the last stretch.
/// </summary>
internal sealed class BucketIntake(
    CallDescriptions descriptions, IntakeLedger lists, BucketLedger ledger, LateBucketSidecars late, SourceProfiles sources, CallQASettings settings, TimeProvider clock, ILogger<BucketIntake> logger)
{
    private const int Stretch = 100;
    private const int AtOnce = 4;
    private const int LongestName = 200;
    private static readonly TimeSpan LongestFetch = TimeSpan.FromDays(1);

    /// <summary>Takes in; the caller gets what became of a stretch before the next one begins.</summary>
    /// <exception cref="InputException">There are no credentials, or the store refuses or does not answer.</exception>
    public async IAsyncEnumerable<BucketOutcome> TakeInAsync(BucketAddress address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var run = new BucketRun(new BucketClient(settings.Bucket, clock), address);
        RemoveAbandoned();
        await foreach (var page in PagesAsync(run, after: null, cancellationToken))
            foreach (var outcome in await TakeInAsync(run, page.Objects.Where(entry => IntakeFolder.IsList(entry.Name)), TakeInListAsync, sidecars: null, cancellationToken))
                if (outcome.Problem is not null) yield return outcome;
        var reached = await ledger.ReachedAsync(address, cancellationToken);
        var isFirst = reached is null;
        await foreach (var page in PagesAsync(run, reached, cancellationToken))
        {
            var sidecars = new BucketSidecars(run.Client, address, page, isFirst);
            isFirst = false;
            foreach (var outcome in await TakeInAsync(run, page.Objects.Where(entry => RecordingNames.IsRecording(entry.Name)), TakeInRecordingAsync, sidecars, cancellationToken))
                yield return outcome;
            await late.TakeInAsync(run, page.Objects, cancellationToken);
            if (page.More) await ledger.ReachAsync(address, page.Last!, cancellationToken);
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
        var outcomes = new ConcurrentBag<BucketOutcome>();
        var done = new ConcurrentBag<(BucketObject, string?)>();
        foreach (var sighting in sightings)
            if (sighting.UnfinishedCall is { } call) outcomes.Add(new(run.Address.Of(sighting.Object.Key), call, IsNew: false, null));
        await Parallel.ForEachAsync(
            sightings.Where(sighting => !sighting.IsDone),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
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

    // What the object itself is to blame for is entered once for this version; everything else is left for the next run.
    private async Task<BucketOutcome> AttemptAsync(
        BucketRun run, BucketSighting sighting, TakeIn takeIn, BucketSidecars? sidecars, ConcurrentBag<(BucketObject, string?)> done, CancellationToken cancellationToken)
    {
        var (entry, place) = (sighting.Object, run.Address.Of(sighting.Object.Key));
        var folder = Path.Combine(settings.FetchingPath, Guid.NewGuid().ToString("N"));
        var file = Path.Combine(folder, LocalName(entry.Name));
        try
        {
            Directory.CreateDirectory(folder);
            await run.Client.FetchAsync(run.Address, entry, (body, token) => WriteAsync(body, file, token), cancellationToken);
            var beside = sidecars is null ? null : await sidecars.FindAsync(entry.Key, cancellationToken);
            // Under a name by which it is found beside the file, whatever the key is called.
            if (beside is not null) await run.Client.FetchAsync(run.Address, beside, (body, token) => WriteAsync(body, file + Path.GetExtension(beside.Name), token), cancellationToken);
            var call = await run.InTurnAsync(() => takeIn(run.Address, sighting, file, cancellationToken), cancellationToken);
            run.Went();
            if (beside is not null) done.Add((beside, call));
            return new(place, call, IsNew: true, null);
        }
        catch (InputException exception) when (!exception.Passing)
        {
            run.Went();
            return new(place, null, IsNew: true, await RefuseAsync(place, file, exception, cancellationToken));
        }
        catch (Exception exception) when (exception is InputException || MachineTrouble.Is(exception))
        {
            if (run.HasLeftTooMany()) throw;
            var sentence = MachineTrouble.Sentence(exception) ?? exception.Message;
            return new(place, null, IsNew: true, new InputException(InputFault.Unreadable, sentence, exception) { Passing = true });
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> WriteAsync(Stream body, string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await body.CopyToAsync(file, cancellationToken);
        return true;
    }

    private async Task<string?> TakeInListAsync(BucketAddress address, BucketSighting sighting, string file, CancellationToken cancellationToken)
    {
        var entry = sighting.Object;
        var version = new ListPosition(address.Of(entry.Key), entry.Length, entry.ModifiedUtc, 0);
        var options = new CallListOptions { TimeZone = settings.Zone, Source = sources.Of(version.Path) };
        var list = new IncomingList(file, version, options, row => address.Of(address.Folder + row.RecordingFile), Comes: _ => false);
        var (rows, problems) = await descriptions.TakeInRowsAsync(list, cancellationToken);
        await lists.ForgetListAsync(version.Path, cancellationToken);
        Log.ListTakenIn(logger, rows, problems);
        return null;
    }

    private async Task<string?> TakeInRecordingAsync(BucketAddress address, BucketSighting sighting, string file, CancellationToken cancellationToken)
    {
        var place = address.Of(sighting.Object.Key);
        if (sighting.IsReplaced) await lists.AnnounceAgainAsync(place, cancellationToken);
        var call = await descriptions.TakeInAsync(file, place, cancellationToken);
        Log.TakenIn(logger, call.Id, call.Duration);
        return call.Id;
    }

    private async Task<InputException> RefuseAsync(string place, string file, InputException exception, CancellationToken cancellationToken)
    {
        var reason = exception.Message.Replace(file, place, StringComparison.Ordinal);
        await descriptions.EnterAsync(place, null, exception.Fault, reason, null, cancellationToken);
        Log.FileQuarantined(logger, exception.Fault);
        return new InputException(exception.Fault, reason, exception);
    }

    // A key may be longer than a file's name, and hold what a name may not.
    private static string LocalName(string name) =>
        Encoding.UTF8.GetByteCount(name) <= LongestName && name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0
            ? name
            : CallId.FromFileName(name) + Path.GetExtension(name);

    // What killed processes left; other machines may be fetching into the same folder.
    private void RemoveAbandoned()
    {
        if (!Directory.Exists(settings.FetchingPath)) return;
        foreach (var folder in new DirectoryInfo(settings.FetchingPath).EnumerateDirectories())
            if (clock.GetUtcNow() - folder.LastWriteTimeUtc > LongestFetch) folder.Delete(recursive: true);
    }

    private delegate Task<string?> TakeIn(BucketAddress address, BucketSighting sighting, string file, CancellationToken cancellationToken);
}
