using System.Globalization;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Recordings.Parties;
using CallQA.Recordings.Sources;

namespace CallQA.App.Jobs;

/// <summary>A call that was taken in before the sidecar that describes it came.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Place">Where its recording lay, or that of one party.</param>
/// <param name="Parties">Its files, where there was one for each party.</param>
internal sealed record UndescribedCall(string CallId, string Place, JoinedParties Parties);

/// <summary>Completes calls by sidecars that came later than their recordings, in the intake folder and in buckets.</summary>
internal sealed class LateSidecars(CallDescriptions descriptions, IntakeLedger ledger, EfCallStore store, SourceProfiles sources)
{
    // What clocks of recorders differ by all the same; nobody hears it.
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(500);

    /// <summary>The call that a sidecar describes; null when its recording has not been taken in.</summary>
    /// <param name="sidecar">Place of the sidecar.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<UndescribedCall?> FindAsync(string sidecar, CancellationToken cancellationToken)
    {
        var stems = Sidecar.StemsOf(sidecar).ToList();
        var calls = await ledger.CallsOfAsync([.. stems.SelectMany(RecordingNames.From)], cancellationToken);
        if (calls.Count > 0) return await WithPartiesAsync(calls.Keys.First(), calls.Values.First(), cancellationToken);
        foreach (var stem in stems)
            if (await FindJoinedAsync(stem, cancellationToken) is { } joined) return joined;
        return null;
    }

    /// <summary>Completes a call by what its sidecar tells. What cannot be made good any more is entered for the operator.</summary>
    /// <param name="known">The call.</param>
    /// <param name="sidecar">Place of the sidecar.</param>
    /// <param name="told">What it tells.</param>
    /// <param name="cancellationToken">Stops before it is completed.</param>
    public async Task CompleteAsync(UndescribedCall known, string sidecar, SidecarContent told, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(known.CallId, cancellationToken) is not { } call) return;
        var metadata = known.Parties.Names.Count == 0 ? told.Metadata : OfParties(call, known.Parties, told);
        foreach (var remark in Remarks(call, known, sidecar, told, metadata))
            await descriptions.EnterAsync(sidecar, call.ContentHash, InputFault.Metadata, remark, keptAt: null, cancellationToken);
        await descriptions.CompleteAsync(known.Place, call, metadata, cancellationToken);
    }

    private async Task<UndescribedCall?> FindJoinedAsync(string stem, CancellationToken cancellationToken)
    {
        var at = stem.LastIndexOf('/') + 1;
        var (folder, name) = (stem[..at], stem[at..]);
        foreach (var (place, call) in await ledger.PlacesLikeAsync(CallId.FromText(name), cancellationToken))
            if (place.LastIndexOf('/') + 1 == at && place.StartsWith(folder, StringComparison.Ordinal) && sources.PartyOf(place)?.Call == name)
                return await WithPartiesAsync(place, call, cancellationToken);
        return null;
    }

    private async Task<UndescribedCall> WithPartiesAsync(string place, string call, CancellationToken cancellationToken)
    {
        if (sources.PartyOf(place) is not { } part) return new(call, place, new([]));
        var places = await ledger.PlacesOfAsync(call, cancellationToken);
        return new(call, place, new([.. places.Select(sources.PartyOf).OfType<PartyName>().Where(other => other.Call == part.Call)]));
    }

    private static CallMetadata OfParties(Call call, JoinedParties parties, SidecarContent told) => told.Metadata with
    {
        // How the channels lie, and when the first begins, was settled when they were joined.
        StartTime = call.Metadata.StartTime is null ? told.Metadata.StartTime : null,
        ChannelMap = call.Metadata.ChannelMap is null ? parties.MapBy(told) : null,
    };

    private static IEnumerable<string> Remarks(Call call, UndescribedCall known, string sidecar, SidecarContent told, CallMetadata metadata)
    {
        if (metadata.ChannelMap is not null && call.Metadata.ChannelMap is null && call.Stage > CallStage.TakenIn)
            yield return $"The sidecar '{sidecar}' told who is on which channel of call '{call.Id}' when that was transcribed already; run `callqa calls retranscribe {call.Id}` to have it transcribed by that.";
        if (known.Parties.DisplacementBy(told, call.Metadata.StartTime) is var apart && apart > Together)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"By the SIPREC metadata '{sidecar}', which came later, the recordings of the parties of call '{call.Id}' lie {apart.TotalSeconds:0.#} s otherwise than they were joined; erase the call and hand in all parts and the metadata together to change it.");
        }
    }
}
