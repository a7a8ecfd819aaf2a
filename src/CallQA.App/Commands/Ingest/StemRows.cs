using CallQA.App.Jobs;
using CallQA.Recordings;
using CallQA.Recordings.Sources;

namespace CallQA.App.Commands.Ingest;

/// <summary>The rows of a list that name recordings without extension, as diallers do, or only by an identifier, and which recordings they mean.</summary>
internal sealed class StemRows(SourceProfiles sources)
{
    private readonly Dictionary<string, ILookup<string, string>> folders = new(StringComparer.Ordinal);
    private readonly List<(string List, CallListRow Row)> waiting = [];
    private readonly Dictionary<string, int> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> passed = new(StringComparer.Ordinal);
    private readonly List<string> refused = [];

    /// <summary>The one recording that lies where a row says and has its name but for the extension; else the row waits for one to pass, or is refused.</summary>
    /// <param name="list">The list, for messages.</param>
    /// <param name="row">The row.</param>
    public string? Find(string list, CallListRow row)
    {
        var here = In(Path.GetDirectoryName(row.RecordingPath)!);
        var found = NamesOf(row).SelectMany(name => here[name]).Distinct(StringComparer.Ordinal).ToList();
        if (found.Count == 1) return found[0];
        if (CallsOf(found) > 1)
        {
            refused.Add(Ambiguous(list, row, found));
            return null;
        }

        waiting.Add((list, row));
        foreach (var name in NamesOf(row)) names[name] = names.GetValueOrDefault(name) + 1;
        return null;
    }

    /// <summary>A recording that is to be taken in.</summary>
    public void Pass(string path)
    {
        if (waiting.Count == 0) return;
        foreach (var name in NamesOf(path).Append(Path.GetFileName(path)).Where(names.ContainsKey))
        {
            if (passed.TryGetValue(name, out var others)) others.Add(path);
            else passed[name] = [path];
        }
    }

    /// <summary>What the rows that waited tell about the recordings that have passed.</summary>
    /// <param name="problems">Takes a sentence for each row that means no recording, or several.</param>
    public Dictionary<string, CallMetadata> Settle(List<string> problems)
    {
        problems.AddRange(refused);
        var told = new Dictionary<string, CallMetadata>(StringComparer.Ordinal);
        foreach (var (list, row) in waiting)
        {
            var found = NamesOf(row).SelectMany(name => passed.GetValueOrDefault(name) ?? []).ToHashSet(StringComparer.Ordinal);
            // Two rows with one file name in different folders: the name alone tells nothing.
            var own = NamesOf(row).Where(name => names[name] == 1).SelectMany(name => passed.GetValueOrDefault(name) ?? []).ToHashSet(StringComparer.Ordinal);
            if (CallsOf(own) == 1)
                foreach (var path in own) told.TryAdd(path, row.Metadata);
            else problems.Add(CallsOf(found) > 1 ? Ambiguous(list, row, found) : Absent(list, row));
        }

        return told;
    }

    private static IReadOnlyList<string> NamesOf(CallListRow row) => row.Identifiers.Count > 0 ? row.Identifiers : [Path.GetFileName(row.RecordingPath)];

    private IEnumerable<string> NamesOf(string path)
    {
        var stems = RecordingNames.StemsOf(Path.GetFileName(path)).ToList();
        return stems.Concat(stems.Select(CallId.FromText)).Append(sources.Describe(path.Replace('\\', '/')).CallId).OfType<string>().Distinct(StringComparer.Ordinal);
    }

    /// <summary>How many calls recordings are: the files of all parties are one.</summary>
    private int CallsOf(IReadOnlyCollection<string> paths) => paths.Count < 2
        ? paths.Count
        : paths.Select(path => sources.PartyOf(path.Replace('\\', '/')) is { } party ? Path.Combine(Path.GetDirectoryName(path)!, party.Call) : path).Distinct(StringComparer.Ordinal).Count();

    private ILookup<string, string> In(string folder)
    {
        if (folders.TryGetValue(folder, out var known)) return known;
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [];
        return folders[folder] = files.Where(file => RecordingNames.IsRecording(Path.GetFileName(file))).Order(StringComparer.Ordinal)
            .SelectMany(file => NamesOf(file).Select(name => (Name: name, File: file)))
            .ToLookup(entry => entry.Name, entry => entry.File, StringComparer.Ordinal);
    }

    private static string Ambiguous(string list, CallListRow row, IEnumerable<string> found)
    {
        var files = string.Join(", ", found.Take(3).Select(path => $"'{path}'"));
        return row.Identifiers.Count > 0
            ? $"In '{list}', row {row.Row}: '{string.Join("', '", row.Identifiers)}' may mean any of {files}; write the recording's path into a column 'recording_file'."
            : $"In '{list}', row {row.Row}: '{row.RecordingFile}' has no extension and may be any of {files}; write the extension.";
    }

    private static string Absent(string list, CallListRow row) => row.Identifiers.Count > 0
        ? $"In '{list}', row {row.Row}: no recording is there whose name is '{string.Join("' or '", row.Identifiers)}' or tells that call; name its folder as well, or set the form of names in the source's profile, and run this again."
        : $"In '{list}', row {row.Row}: the recording '{row.RecordingFile}' is not there, with whatever extension; copy it to '{Path.GetDirectoryName(row.RecordingPath)}' and run this again.";
}
