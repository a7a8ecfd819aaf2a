using CallQA.Recordings;
using CallQA.Recordings.Sources;

namespace CallQA.App.Jobs;

/// <summary>
/// The names under which rows that do not say a recording's whole path, and recordings, meet: a place without extension, or a mere name or
/// an identifier below the place that its source has.
/// </summary>
internal sealed class OpenNames(SourceProfiles sources)
{
    private const string Scheme = "://";

    /// <summary>Whether a row leaves open which file it means.</summary>
    public static bool IsOpen(CallListRow row) => row.Identifiers.Count > 0 || !RecordingNames.IsRecording(Path.GetFileName(row.RecordingFile));

    /// <summary>The names under which a row waits.</summary>
    /// <param name="list">The place of its list.</param>
    /// <param name="row">The row.</param>
    /// <param name="place">The place that it says, without extension.</param>
    public IReadOnlyList<string> Of(string list, CallListRow row, string place) =>
        row.Identifiers.Count > 0 ? [.. row.Identifiers.Select(id => ScopeOf(list) + id)]
        : row.RecordingFile.Contains('/', StringComparison.Ordinal) ? [place]
        : [ScopeOf(list) + row.RecordingFile];

    /// <summary>The names under which rows may wait that mean a recording.</summary>
    /// <param name="place">The recording's place.</param>
    /// <param name="call">The call's identifier that is told beside it; null for none.</param>
    public IReadOnlyList<string> Of(string place, string? call = null)
    {
        var scope = ScopeOf(place);
        var bare = RecordingNames.StemsOf(place[(place.LastIndexOf('/') + 1)..]).ToList();
        var known = bare.Select(CallId.FromText).Append(sources.Describe(place).CallId).Append(call).OfType<string>();
        return [.. RecordingNames.StemsOf(place).Concat(bare.Concat(known).Select(name => scope + name)).Where(name => name != place).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Where a mere name is looked for: all that the source has, else the whole intake folder or bucket.</summary>
    private string ScopeOf(string place)
    {
        if (sources.Of(place) is { Folder.Length: > 0 } source) return source.Folder.EndsWith('/') ? source.Folder : source.Folder + "/";
        var bucket = place.IndexOf(Scheme, StringComparison.Ordinal);
        return bucket < 0 ? "" : place[..(place.IndexOf('/', bucket + Scheme.Length) + 1)];
    }
}
