using CallQA.App.Storage;
using CallQA.Recordings.Sources;

namespace CallQA.App.Buckets;

/// <summary>The objects of one call that has a file for each party, as far as the bucket holds them.</summary>
/// <param name="Folder">Their keys up to the last slash.</param>
/// <param name="Call">The call's identifier as the keys write it.</param>
/// <param name="Objects">The objects.</param>
/// <param name="AllSeen">Whether the whole folder was gone through: where a run went on in its midst, others may lie before.</param>
internal sealed record BucketParts(string Folder, string Call, IReadOnlyList<BucketSighting> Objects, bool AllSeen);

/// <summary>
/// Brings the objects of calls that have a file for each party together while a bucket is gone through. Where the other parties' keys lie in a folder nobody
/// knows, so a call is settled when its folder has been passed; memory holds the objects of one folder that are not taken in.
/// </summary>
/// <param name="address">The objects that are gone through.</param>
/// <param name="sources">Say how sources name files.</param>
/// <param name="reached">The key behind which the run began; null for its beginning.</param>
internal sealed class BucketPartsSeen(BucketAddress address, SourceProfiles sources, string? reached)
{
    private readonly Dictionary<(string Folder, string Call), List<BucketSighting>> waiting = [];

    /// <summary>Whether there are calls whose folder has not been passed yet.</summary>
    public bool AnyWaiting => waiting.Count > 0;

    /// <summary>Whether an object is one party's part of a call.</summary>
    public bool IsPart(BucketObject entry) => sources.PartyOf(address.Of(entry.Key)) is not null;

    /// <summary>An object that is not taken in yet.</summary>
    public void Add(BucketSighting sighting)
    {
        var call = (FolderOf(sighting.Object.Key), sources.PartyOf(address.Of(sighting.Object.Key))!.Call);
        if (!waiting.TryGetValue(call, out var parts)) waiting[call] = parts = [];
        parts.Add(sighting);
    }

    /// <summary>The calls of the folders that a stretch has left behind; of all, when it was the last.</summary>
    public IReadOnlyList<BucketParts> Passed(BucketPage page)
    {
        // All keys that begin alike follow each other.
        List<(string Folder, string Call)> passed = [.. waiting.Keys.Where(call => !page.More || page.Last?.StartsWith(call.Folder, StringComparison.Ordinal) != true)];
        return [.. passed.Select(call =>
        {
            waiting.Remove(call, out var parts);
            return new BucketParts(call.Folder, call.Call, parts!, reached?.StartsWith(call.Folder, StringComparison.Ordinal) != true);
        })];
    }

    private static string FolderOf(string key) => key[..(key.LastIndexOf('/') + 1)];
}
