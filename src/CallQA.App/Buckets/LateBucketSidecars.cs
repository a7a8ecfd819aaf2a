using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings.Sources;

namespace CallQA.App.Buckets;

/// <summary>Completes calls by sidecars that came later than their recordings, or have changed since. One whose recording has not come is looked at again in the next run.</summary>
internal sealed class LateBucketSidecars(
    CallDescriptions descriptions, IntakeLedger calls, BucketLedger ledger, SourceProfiles sources, CallQASettings settings)
{
    /// <summary>Goes through a stretch.</summary>
    /// <returns>How many calls were completed.</returns>
    /// <exception cref="CallQA.InputException">The store refuses or does not answer.</exception>
    public async Task<int> TakeInAsync(BucketRun run, IReadOnlyList<BucketObject> objects, CancellationToken cancellationToken)
    {
        var completed = 0;
        var sidecars = objects.Where(entry => Sidecar.IsSidecar(entry.Name) && entry.Length <= Sidecar.LongestContent).ToList();
        if (sidecars.Count == 0) return completed;
        foreach (var sighting in await ledger.LookAsync(run.Address, sidecars, cancellationToken))
        {
            if (sighting.IsDone || await PlaceOfAsync(run.Address, sighting.Object, cancellationToken) is not var (place, call)) continue;
            await CompleteAsync(run, sighting.Object, place, cancellationToken);
            await ledger.DoneAsync(run.Address, [(sighting.Object, call)], cancellationToken);
            completed++;
        }

        return completed;
    }

    private async Task<(string Place, string Call)?> PlaceOfAsync(BucketAddress address, BucketObject sidecar, CancellationToken cancellationToken)
    {
        var places = Sidecar.StemsOf(sidecar.Key).SelectMany(RecordingNames.From).Select(address.Of).ToList();
        var found = await calls.FindUndescribedAsync(places, cancellationToken);
        return found.Count == 0 ? null : (found.Keys.First(), found.Values.First());
    }

    private async Task CompleteAsync(BucketRun run, BucketObject sidecar, string place, CancellationToken cancellationToken)
    {
        try
        {
            var content = await run.Client.FetchAsync(run.Address, sidecar, ReadAsync, cancellationToken);
            var told = Sidecar.Read(content, run.Address.Of(sidecar.Key), sources.Of(place), settings.Zone);
            await descriptions.CompleteAsync(place, told.Metadata, cancellationToken);
        }
        catch (InputException exception) when (!exception.Passing)
        {
            await descriptions.EnterAsync(run.Address.Of(sidecar.Key), null, exception.Fault, exception.Message, null, cancellationToken);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await body.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
