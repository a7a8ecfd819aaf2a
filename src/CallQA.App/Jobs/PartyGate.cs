using System.Collections.Concurrent;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Recordings.Parties;

namespace CallQA.App.Jobs;

/// <summary>
/// Decides when a call that is recorded in a file for each party is taken in: when all of them are complete, or when the others have been waited for
/// long enough.
/// </summary>
internal sealed class PartyGate(EfCallStore store, IntakeLedger ledger, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, SeenFile> complete = new(StringComparer.Ordinal);

    /// <summary>A file was the same for long enough: nobody is writing it any more.</summary>
    public void IsComplete(string path) => complete[path] = SeenFile.Of(path);

    /// <summary>Whether a set may be taken in now.</summary>
    /// <param name="set">The files that have come.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <exception cref="InputException">Its call was taken in without this file.</exception>
    public async Task<bool> IsOpenAsync(PartySet set, CancellationToken cancellationToken)
    {
        if (set.Files.Any(file => !complete.TryGetValue(file.Path, out var seen) || SeenFile.Of(file.Path) != seen)) return false;
        return set.IsComplete || await IsDueAsync(set, cancellationToken);
    }

    /// <summary>Whether the other files have been waited for long enough.</summary>
    /// <exception cref="InputException">They have, and the call was taken in without one of these.</exception>
    public Task<bool> IsDueAsync(PartySet set, CancellationToken cancellationToken) =>
        IsDueAsync(set, set.Files.Max(file => Arrived(file.Path)), cancellationToken);

    /// <inheritdoc cref="IsDueAsync(PartySet, CancellationToken)"/>
    /// <param name="set">The files that have come.</param>
    /// <param name="arrived">When the last of them came.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<bool> IsDueAsync(PartySet set, DateTime arrived, CancellationToken cancellationToken)
    {
        // The same files once more come one after the other, too: until then, the rest of them may follow.
        if (clock.GetUtcNow() - arrived <= set.Rules.Wait) return false;
        var id = CallId.FromText(set.Call);
        if (await store.FindAsync(id, cancellationToken) is null) return true;
        // A process that died before it removed what it had taken in finds it again.
        var calls = await ledger.CallsOfAsync([.. set.Files.Select(file => file.Place)], cancellationToken);
        if (set.Files.FirstOrDefault(file => !calls.ContainsKey(file.Place)) is not { } late) return true;
        throw new InputException(
            InputFault.Metadata,
            $"The recording '{late.Place}' is one party's part of call '{id}', which was taken in before; erase that call and hand in all parts together.");
    }

    /// <summary>A set is done with.</summary>
    public void Forget(PartySet set)
    {
        foreach (var file in set.Files) complete.TryRemove(file.Path, out _);
    }

    /// <summary>What the operator is told about a call that was taken in without everybody's file, or without knowing whose they are.</summary>
    public static string Incomplete(PartySet set) => FormattableString.Invariant(
        set.IsUntold
            ? (FormattableString)$"Which of the recordings of call '{CallId.FromText(set.Call)}', {set.Present}, are the agent's and the customer's has not been told within {set.Rules.Wait.TotalMinutes:0.#} minutes, and they were joined as they are; hand in SIPREC metadata called '{set.Call}.xml', or name the parties in the source's profile, erase the call and hand in all parts together."
            : $"Of call '{CallId.FromText(set.Call)}' only the recording of {set.Present} has come within {set.Rules.Wait.TotalMinutes:0.#} minutes, and was taken in alone; erase the call and hand in all parts together to change it.");

    /// <summary>What somebody who wants a call taken in now is told while others may follow.</summary>
    public static string Waiting(PartySet set) => FormattableString.Invariant(
        $"Of call '{set.Call}' only the recording of {set.Present} is here; hand in the other party's, too, or again when it has lain here for {set.Rules.Wait.TotalMinutes:0.#} minutes.");

    /// <summary>When a file came. Copying programs may set its time back to that of its source; when it came here they leave.</summary>
    public static DateTime Arrived(string path)
    {
        var file = new FileInfo(path);
        return file.CreationTimeUtc > file.LastWriteTimeUtc ? file.CreationTimeUtc : file.LastWriteTimeUtc;
    }
}
