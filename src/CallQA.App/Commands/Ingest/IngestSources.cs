using CallQA.App.Jobs;
using CallQA.Recordings;
using CallQA.Recordings.Sources;

namespace CallQA.App.Commands.Ingest;

/// <summary>Finds the recordings behind the paths of the command line and what a list tells about them.</summary>
internal sealed class IngestSources
{
    private static readonly EnumerationOptions Walk = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System,
    };

    private readonly Dictionary<string, CallMetadata> byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CallMetadata?> byName = new(StringComparer.Ordinal);

    private readonly List<(CallListRow Row, string Problem)> absent = [];

    /// <summary>Sentences about rows that cannot be used.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Reads the list that describes the recordings.</summary>
    /// <exception cref="InputException">The file is no call list.</exception>
    public async Task DescribeAsync(string list, SourceProfiles profiles, CancellationToken cancellationToken)
    {
        var read = await CallListReader.ReadAsync(list, new CallListOptions { TimeZone = profiles.Zone, Source = profiles.Of(Path.GetFileName(list)) }, cancellationToken);
        Problems.AddRange(read.Problems.Select(problem => problem.Message));
        foreach (var row in read.Rows)
        {
            if (!File.Exists(row.RecordingPath))
                absent.Add((row, $"In '{list}', row {row.Row}: the recording '{row.RecordingFile}' is not there; copy it to '{row.RecordingPath}' and run this again."));
            byPath[row.RecordingPath] = row.Metadata;
            // Two rows with one file name in different folders: the name alone tells nothing.
            var name = Path.GetFileName(row.RecordingPath);
            byName[name] = byName.ContainsKey(name) ? null : row.Metadata;
        }
    }

    /// <summary>The recordings, each once, in the order of the paths and by name inside a folder.</summary>
    /// <exception cref="InputException">A path does not exist or may not be read.</exception>
    public IReadOnlyList<IncomingRecording> Find(IEnumerable<string> paths)
    {
        var files = paths.SelectMany(Files).Distinct(StringComparer.Ordinal).ToList();
        // A list may describe recordings that have been moved since: the name alone is enough.
        var names = files.Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        Problems.AddRange(absent.Where(row => !names.Contains(Path.GetFileName(row.Row.RecordingPath))).Select(row => row.Problem));
        return [.. files.Select(path => new IncomingRecording(path, MetadataOf(path)))];
    }

    private CallMetadata MetadataOf(string path) =>
        byPath.GetValueOrDefault(path) ?? byName.GetValueOrDefault(Path.GetFileName(path)) ?? CallMetadata.None;

    private static IEnumerable<string> Files(string path)
    {
        var full = Path.GetFullPath(path);
        if (!Directory.Exists(full)) return [full];
        try
        {
            string[] found =
            [
                .. Directory.EnumerateFiles(full, "*", Walk)
                    .Where(file => RecordingNames.IsRecording(Path.GetFileName(file)))
                    .Order(StringComparer.Ordinal),
            ];
            return found.Length > 0 ? found : throw new InputException(
                InputFault.Unreadable, $"The folder '{full}' holds no recording; name the files themselves if they have other extensions.");
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new InputException(
                InputFault.Unreadable, $"The folder '{full}' or one below it may not be read; give this user read permission on it.", exception);
        }
        catch (IOException exception)
        {
            throw InputFile.Unreadable(full, exception);
        }
    }
}
