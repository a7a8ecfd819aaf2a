using System.Collections.Concurrent;
using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.Recordings.Parties;
using CallQA.Recordings.Sources;

namespace CallQA.App.Buckets;

/// <summary>Takes in calls that have an object for each party, by the rules that hold for the intake folder.</summary>
internal sealed class BucketParties(
    CallDescriptions descriptions, IntakeLedger lists, BucketLedger ledger, BucketAttempts attempts, PartyGate gate, SourceProfiles sources, ILogger<BucketParties> logger)
{
    // Objects that begin like a call, among which its sidecars are.
    private const int Near = 200;

    /// <summary>Takes in.</summary>
    /// <returns>What became of each call; one that waits for other parties is left as it is.</returns>
    /// <exception cref="InputException">The store refuses or does not answer.</exception>
    public async Task<IReadOnlyList<BucketOutcome>> TakeInAsync(BucketRun run, IReadOnlyList<BucketParts> calls, CancellationToken cancellationToken)
    {
        var outcomes = new ConcurrentBag<BucketOutcome>();
        await Parallel.ForEachAsync(
            calls,
            new ParallelOptions { MaxDegreeOfParallelism = BucketAttempts.AtOnce, CancellationToken = cancellationToken },
            async (call, token) => outcomes.Add(await TakeInAsync(run, call, token)));
        return [.. outcomes.OrderBy(outcome => outcome.Place, StringComparer.Ordinal)];
    }

    private async Task<BucketOutcome> TakeInAsync(BucketRun run, BucketParts call, CancellationToken cancellationToken)
    {
        List<BucketObject> objects = [.. call.Objects.Select(sighting => sighting.Object)];
        List<BucketObject> sidecars = [];
        var outcome = await attempts.TryAsync(
            run,
            objects,
            async fetch =>
            {
                sidecars.AddRange(await SidecarsOfAsync(run, call, cancellationToken));
                var set = await DescribeAsync(fetch, sidecars, cancellationToken);
                if (!set.IsComplete && !(call.AllSeen && await gate.IsDueAsync(set, objects.Max(entry => entry.ModifiedUtc), cancellationToken)))
                    return new(run.Address.Of(objects[0].Key), null, IsNew: false, new InputException(InputFault.Metadata, PartyGate.Waiting(set)) { Passing = true });
                foreach (var entry in objects) await fetch.FetchAsync(entry, fetch.FileOf(entry), cancellationToken);
                return await run.InTurnAsync(() => TakeInAsync(call, set, run.Address, cancellationToken), cancellationToken) with { Notes = fetch.Name(set.Problems) };
            },
            cancellationToken);
        if (outcome.Problem is not { Passing: true })
            await ledger.DoneAsync(run.Address, [.. objects.Concat(sidecars).Select(entry => (entry, outcome.CallId))], cancellationToken);
        return outcome;
    }

    private async Task<BucketOutcome> TakeInAsync(BucketParts call, PartySet set, BucketAddress address, CancellationToken cancellationToken)
    {
        foreach (var replaced in call.Objects.Where(sighting => sighting.IsReplaced)) await lists.AnnounceAgainAsync(address.Of(replaced.Object.Key), cancellationToken);
        var taken = await descriptions.TakeInAsync(set, cancellationToken);
        if (!set.IsComplete) await descriptions.EnterAsync(set.Files[0].Place, taken.ContentHash, InputFault.Metadata, PartyGate.Incomplete(set), null, cancellationToken);
        Log.TakenIn(logger, CallDigest.Of(taken.Id), taken.Duration);
        return new(set.Files[0].Place, taken.Id, IsNew: true, null);
    }

    // Names and sidecars say whether the call is complete: nothing else is fetched before.
    private async Task<PartySet> DescribeAsync(BucketFetch fetch, List<BucketObject> sidecars, CancellationToken cancellationToken)
    {
        var beside = new List<string>();
        foreach (var sidecar in sidecars)
        {
            beside.Add(Path.Combine(fetch.Folder, $"{beside.Count}.beside{Path.GetExtension(sidecar.Name)}"));
            await fetch.FetchAsync(sidecar, beside[^1], cancellationToken);
        }

        return await PartySet.OfAsync(fetch.Objects.Select(entry => (fetch.FileOf(entry), fetch.Run.Address.Of(entry.Key))), beside, sources, cancellationToken);
    }

    // One for the whole call, and one beside a party's file.
    private static async Task<IReadOnlyList<BucketObject>> SidecarsOfAsync(BucketRun run, BucketParts call, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, BucketObject>(StringComparer.Ordinal);
        var listed = new List<string>();
        var found = new List<BucketObject>();
        foreach (var recording in call.Objects.Select(sighting => sighting.Object.Key).Prepend(call.Folder + call.Call + ".wav"))
        {
            var stem = recording[..^Path.GetExtension(recording).Length];
            if (!listed.Exists(start => stem.StartsWith(start, StringComparison.Ordinal)))
            {
                var near = await run.Client.ListAsync(run.Address with { Prefix = stem }, after: null, Near, cancellationToken);
                foreach (var entry in near.Objects) known[entry.Key] = entry;
                if (!near.More) listed.Add(stem);
            }

            if (Sidecar.NamesOf(recording).Select(name => known.GetValueOrDefault(name)).FirstOrDefault(entry => entry is not null) is { } sidecar && sidecar.Length <= Sidecar.LongestContent)
                found.Add(sidecar);
        }

        return [.. found.DistinctBy(entry => entry.Key)];
    }
}
