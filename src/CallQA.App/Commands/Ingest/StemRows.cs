using CallQA.App.Jobs;
using CallQA.Recordings;

namespace CallQA.App.Commands.Ingest;

/// <summary>The rows of a list that name recordings without extension, as diallers do, and which recordings they mean.</summary>
internal sealed class StemRows
{
    private readonly Dictionary<string, ILookup<string, string>> folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string List, CallListRow Row)>> waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> passed = new(StringComparer.Ordinal);
    private readonly List<string> refused = [];

    /// <summary>The one recording that lies where a row says and has its name but for the extension; else the row waits for one to pass, or is refused.</summary>
    /// <param name="list">The list, for messages.</param>
    /// <param name="row">The row.</param>
    public string? Find(string list, CallListRow row)
    {
        var name = Path.GetFileName(row.RecordingPath);
        var found = In(Path.GetDirectoryName(row.RecordingPath)!)[name].ToList();
        if (found.Count == 1) return found[0];
        if (found.Count > 1) refused.Add(Ambiguous(list, row, found));
        else if (waiting.TryGetValue(name, out var others)) others.Add((list, row));
        else waiting[name] = [(list, row)];
        return null;
    }

    /// <summary>A recording that is to be taken in.</summary>
    public void Pass(string path)
    {
        if (waiting.Count == 0) return;
        var name = Path.GetFileName(path);
        foreach (var stem in RecordingNames.StemsOf(name).Prepend(name).Where(waiting.ContainsKey))
        {
            if (passed.TryGetValue(stem, out var others)) others.Add(path);
            else passed[stem] = [path];
        }
    }

    /// <summary>What the rows that waited tell about the recordings that have passed.</summary>
    /// <param name="problems">Takes a sentence for each row that means no recording, or several.</param>
    public Dictionary<string, CallMetadata> Settle(List<string> problems)
    {
        problems.AddRange(refused);
        var told = new Dictionary<string, CallMetadata>(StringComparer.Ordinal);
        foreach (var (stem, rows) in waiting)
        {
            var found = passed.GetValueOrDefault(stem) ?? [];
            // Two rows with one file name in different folders: the name alone tells nothing.
            if (rows.Count == 1 && found.Count == 1) told.TryAdd(found.Single(), rows[0].Row.Metadata);
            else problems.AddRange(rows.Select(entry => found.Count > 1 ? Ambiguous(entry.List, entry.Row, found) : Absent(entry.List, entry.Row)));
        }

        return told;
    }

    private ILookup<string, string> In(string folder)
    {
        if (folders.TryGetValue(folder, out var known)) return known;
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [];
        return folders[folder] = files.Where(file => RecordingNames.IsRecording(Path.GetFileName(file))).Order(StringComparer.Ordinal)
            .SelectMany(file => RecordingNames.StemsOf(Path.GetFileName(file)).Select(stem => (Stem: stem, File: file)))
            .ToLookup(entry => entry.Stem, entry => entry.File, StringComparer.Ordinal);
    }

    private static string Ambiguous(string list, CallListRow row, IEnumerable<string> found) =>
        $"In '{list}', row {row.Row}: '{row.RecordingFile}' has no extension and may be any of {string.Join(", ", found.Take(3).Select(path => $"'{path}'"))}; write the extension.";

    private static string Absent(string list, CallListRow row) =>
        $"In '{list}', row {row.Row}: the recording '{row.RecordingFile}' is not there, with whatever extension; copy it to '{Path.GetDirectoryName(row.RecordingPath)}' and run this again.";
}
