using System.Collections.Concurrent;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Recordings.Parties;

namespace CallQA.App.Jobs;

/// <summary>
/// Decides when a call that is recorded in a file for each party is taken in: when all of them are complete, or when the others have been waited for
/// long enough.
/// </summary>
internal sealed class PartyGate(EfCallStore store, TimeProvider clock)
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
    /// <exception cref="InputException">They have, and the call was taken in without this file.</exception>
    public async Task<bool> IsDueAsync(PartySet set, CancellationToken cancellationToken)
    {
        // The same files once more come one after the other, too: until then, the rest of them may follow.
        if (clock.GetUtcNow() - set.Files.Max(file => Arrived(file.Path)) <= set.Rules.Wait) return false;
        var id = CallId.FromText(set.Call);
        if (set.Files.Count == 1 && await store.FindAsync(id, cancellationToken) is not null)
        {
            throw new InputException(
                InputFault.Metadata,
                $"The recording '{set.Files[0].Place}' is one party's part of call '{id}', which was taken in before; erase that call and hand in all parts together.");
        }

        return true;
    }

    /// <summary>A set is done with.</summary>
    public void Forget(PartySet set)
    {
        foreach (var file in set.Files) complete.TryRemove(file.Path, out _);
    }

    /// <summary>What the operator is told about a call of which not everybody's file has come.</summary>
    public static string Incomplete(PartySet set) => FormattableString.Invariant(
        $"Of call '{CallId.FromText(set.Call)}' only the recording of {set.Present} has come within {set.Rules.Wait.TotalMinutes:0.#} minutes, and was taken in alone; erase the call and hand in all parts together to change it.");

    // Copying programs may set a file's time back to that of its source; when it came here they leave.
    private static DateTime Arrived(string path)
    {
        var file = new FileInfo(path);
        return file.CreationTimeUtc > file.LastWriteTimeUtc ? file.CreationTimeUtc : file.LastWriteTimeUtc;
    }
}
