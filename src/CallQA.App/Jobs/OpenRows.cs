using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Jobs;

/// <summary>A row that may leave open which file it means.</summary>
/// <param name="Names">The names under which it waits.</param>
/// <param name="Place">The place that it says, without extension.</param>
/// <param name="TellsCall">Whether the names are identifiers.</param>
/// <param name="By">List and row, for messages.</param>
internal sealed record OpenRow(IReadOnlyList<string> Names, string Place, bool TellsCall, string By);

/// <summary>
/// Brings rows that name recordings without extension, as diallers do, or only by an identifier, together with the one recording that each means.
/// </summary>
internal sealed class OpenRows(IntakeLedger ledger, OpenNames names, TimeProvider clock)
{
    /// <summary>Gives a recording the rows that have waited for it; one that may mean another recording as well is refused.</summary>
    /// <param name="place">The recording.</param>
    /// <param name="call">The call's identifier that is told beside it; null for none.</param>
    /// <param name="isThere">Whether another recording lies at a place.</param>
    /// <param name="cancellationToken">Stops before the next row.</param>
    public async Task GiveAsync(string place, string? call, Predicate<string> isThere, CancellationToken cancellationToken)
    {
        foreach (var waiting in await ledger.WaitingAsync(names.Of(place, call), cancellationToken))
        {
            var beside = place[..(place.LastIndexOf('/') + 1)] + Path.GetFileName(waiting.Path);
            var others = Fitting(waiting.Path, beside).Where(other => !other.Equals(place, StringComparison.OrdinalIgnoreCase) && isThere(other)).ToList();
            if (others.Count == 0) await ledger.MoveAsync(waiting.Path, place, cancellationToken);
            else await RefuseAsync(waiting, others.Prepend(place), cancellationToken);
        }
    }

    /// <summary>Gives a row to the recording that has been taken in before it came; one that may mean several is refused, and one whose recording is still to come waits.</summary>
    /// <param name="row">The row, which waits already.</param>
    /// <param name="comes">Whether a recording at a place is there and only not taken in yet.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The recording's place, and what the row tells; null when the row waits or is refused.</returns>
    public async Task<(string Place, CallMetadata Metadata)?> SettleAsync(OpenRow row, Predicate<string> comes, CancellationToken cancellationToken)
    {
        var found = await TakenInAsync(row, cancellationToken);
        if (found.Count == 0 || found.Keys.Any(comes.Invoke)) return null;
        var places = found.OrderBy(entry => entry.Key, StringComparer.Ordinal).DistinctBy(entry => entry.Value).Select(entry => entry.Key)
            .Concat(Fitting([.. row.Names, row.Place]).Where(comes.Invoke)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (places.Count > 1)
        {
            await RefuseAsync(new(row.Names[0], row.By), places, cancellationToken);
            return null;
        }

        CallMetadata? told = null;
        foreach (var name in row.Names) told = await ledger.MoveAsync(name, places[0], cancellationToken) ?? told;
        return told is null ? null : (places[0], told);
    }

    private async Task<Dictionary<string, string>> TakenInAsync(OpenRow row, CancellationToken cancellationToken)
    {
        var found = await ledger.CallsOfAsync([.. Fitting([.. row.Names, row.Place])], cancellationToken);
        foreach (var name in row.Names)
        {
            var id = CallId.FromText(Path.GetFileName(name));
            foreach (var (place, call) in await ledger.PlacesLikeAsync(id, cancellationToken))
                if (names.Of(place, row.TellsCall && call == id ? id : null).Contains(name)) found[place] = call;
        }

        return found;
    }

    private static IEnumerable<string> Fitting(params string[] stems) => stems.Distinct(StringComparer.Ordinal).SelectMany(RecordingNames.Fitting);

    private async Task RefuseAsync(MissingRecording row, IEnumerable<string> places, CancellationToken cancellationToken)
    {
        var sentence = $"The row in {row.By} names '{row.Path}' without extension, which may be any of {string.Join(", ", places.Take(3).Select(place => $"'{place}'"))}; write the whole path into a column 'recording_file' and hand the list in again.";
        await ledger.DropAsync(row.Path, new(Path.GetFileName(row.Path), null, InputFault.Metadata, sentence, clock.GetUtcNow(), null), cancellationToken);
    }
}
