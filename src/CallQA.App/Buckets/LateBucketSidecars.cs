using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings.Sources;

namespace CallQA.App.Buckets;

/// <summary>Completes calls by sidecars that came later than their recordings, or have changed since. One whose recording has not come is looked at again in the next run.</summary>
internal sealed class LateBucketSidecars(
    CallDescriptions descriptions, LateSidecars calls, BucketLedger ledger, BucketAttempts attempts, SourceProfiles sources, CallQASettings settings)
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
            if (sighting.IsDone || await calls.FindAsync(run.Address.Of(sighting.Object.Key), cancellationToken) is not { } call) continue;
            if (!await IsDoneAsync(run, sighting.Object, call, cancellationToken)) continue;
            await ledger.DoneAsync(run.Address, [(sighting.Object, call.CallId)], cancellationToken);
            completed++;
        }

        return completed;
    }

    // One that fails for no known reason does not hold up the others.
    private async Task<bool> IsDoneAsync(BucketRun run, BucketObject sidecar, UndescribedCall call, CancellationToken cancellationToken)
    {
        try
        {
            await CompleteAsync(run, sidecar, call, cancellationToken);
            return true;
        }
        catch (Exception exception) when (IntakeFailures.IsDefect(exception))
        {
            return await attempts.HasGivenUpAsync(run.Address, [sidecar], exception, cancellationToken);
        }
    }

    private async Task CompleteAsync(BucketRun run, BucketObject sidecar, UndescribedCall call, CancellationToken cancellationToken)
    {
        try
        {
            var content = await run.Client.FetchAsync(run.Address, sidecar, ReadAsync, cancellationToken);
            var place = run.Address.Of(sidecar.Key);
            await calls.CompleteAsync(call, place, Sidecar.Read(content, place, sources.Of(call.Place), settings.Zone), cancellationToken);
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
