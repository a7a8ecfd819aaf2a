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

    // So many files of a folder are sorted by name at a time.
    private const int Stretch = 2000;

    private readonly Dictionary<string, CallMetadata> byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CallMetadata?> byName = new(StringComparer.Ordinal);

    // Few agents, teams and queues have many calls: their names are kept once.
    private readonly HashSet<string> words = new(StringComparer.Ordinal);

    private readonly List<(string Name, string Problem)> absent = [];
    private StemRows stems = new(new SourceProfiles([], zone: null));

    /// <summary>Sentences about rows that cannot be used.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Sentences about rows that are not used although nothing is wrong with them.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Reads the list that describes the recordings.</summary>
    /// <exception cref="InputException">The file is no call list.</exception>
    public async Task DescribeAsync(string list, SourceProfiles profiles, CancellationToken cancellationToken)
    {
        stems = new(profiles);
        var problems = new List<CallListProblem>();
        var options = new CallListOptions { TimeZone = profiles.Zone, Source = profiles.Of(Path.GetFileName(list)) };
        await foreach (var entry in CallListReader.StreamAsync(list, options, cancellationToken))
        {
            if (entry.Row is { } row) Keep(list, row);
            else if (entry.Problem is { } problem) problems.Add(problem);
            else Notes.Add(entry.Note!);
        }

        Problems.AddRange(problems.OrderBy(problem => problem.Row).Select(problem => problem.Message));
    }

    /// <summary>Looks through the paths once, before anything is taken in.</summary>
    /// <param name="paths">Files and folders, as they were named.</param>
    /// <returns>How many recordings there are.</returns>
    /// <exception cref="InputException">A folder holds none, or may not be read.</exception>
    public int Count(IReadOnlyList<string> paths)
    {
        // A list may describe recordings that have been moved since: the name alone is enough.
        var names = absent.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        foreach (var file in Files(paths))
        {
            count++;
            var name = Path.GetFileName(file);
            if (names.Contains(name)) found.Add(name);
            stems.Pass(file);
        }

        foreach (var (path, row) in stems.Settle(Problems))
            byPath.TryAdd(path, row);

        Problems.AddRange(absent.Where(row => !found.Contains(row.Name)).Select(row => row.Problem));
        return count;
    }

    /// <summary>
    /// The recordings one after the other, in the order of the paths and in a folder some at a time by name: it may hold very many. What
    /// is named twice comes once.
    /// </summary>
    /// <exception cref="InputException">A folder cannot be read any more.</exception>
    public IEnumerable<IncomingRecording> Find(IReadOnlyList<string> paths) => Files(paths).Select(path => new IncomingRecording(path, MetadataOf(path)));

    private void Keep(string list, CallListRow row)
    {
        var isThere = File.Exists(row.RecordingPath);
        if (!isThere && OpenNames.IsOpen(row))
        {
            if (stems.Find(list, row with { Metadata = Once(row.Metadata) }) is not { } found) return;
            (row, isThere) = (row with { RecordingPath = found }, true);
        }

        var name = Path.GetFileName(row.RecordingPath);
        if (!isThere)
            absent.Add((name, $"In '{list}', row {row.Row}: the recording '{row.RecordingFile}' is not there; copy it to '{row.RecordingPath}' and run this again."));
        byPath[row.RecordingPath] = Once(row.Metadata);
        // Two rows with one file name in different folders: the name alone tells nothing.
        byName[name] = byName.ContainsKey(name) ? null : byPath[row.RecordingPath];
    }

    private CallMetadata Once(CallMetadata row) => row with
    {
        AgentId = Once(row.AgentId),
        AgentName = Once(row.AgentName),
        Team = Once(row.Team),
        Queue = Once(row.Queue),
        Reason = Once(row.Reason),
        Campaign = Once(row.Campaign),
        Direction = Once(row.Direction),
        Disposition = Once(row.Disposition),
        Language = Once(row.Language),
    };

    private string? Once(string? word)
    {
        if (word is null) return null;
        if (words.TryGetValue(word, out var kept)) return kept;
        words.Add(word);
        return word;
    }

    private CallMetadata MetadataOf(string path) =>
        byPath.GetValueOrDefault(path) ?? byName.GetValueOrDefault(Path.GetFileName(path)) ?? CallMetadata.None;

    private static IEnumerable<string> Files(IReadOnlyList<string> paths)
    {
        var named = paths.Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))).Distinct(StringComparer.Ordinal).ToList();
        var folders = named.Where(Directory.Exists).ToList();
        var files = named.Except(folders).ToHashSet(StringComparer.Ordinal);
        foreach (var path in named.Where(path => files.Contains(path) || !folders.Exists(other => IsInside(path, other))))
        {
            if (files.Contains(path)) yield return path;
            else
                foreach (var file in Recordings(path).Where(file => !files.Contains(file))) yield return file;
        }
    }

    // By their names, as the walk goes: it follows no links.
    private static bool IsInside(string path, string folder) => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static IEnumerable<string> Recordings(string folder)
    {
        var any = false;
        using var walk = Open(folder).GetEnumerator();
        for (; MoveNext(folder, walk); any = true) yield return walk.Current;
        if (!any) throw new InputException(
            InputFault.Unreadable, $"The folder '{folder}' holds no recording; name the files themselves if they have other extensions.");
    }

    private static IEnumerable<string> Open(string folder) => Directory.EnumerateFiles(folder, "*", Walk)
        .Where(file => RecordingNames.IsRecording(Path.GetFileName(file)))
        .Chunk(Stretch).SelectMany(some => some.Order(StringComparer.Ordinal));

    private static bool MoveNext(string folder, IEnumerator<string> walk)
    {
        try
        {
            return walk.MoveNext();
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new InputException(
                InputFault.Unreadable, $"The folder '{folder}' or one below it may not be read; give this user read permission on it.", exception);
        }
        catch (IOException exception)
        {
            throw InputFile.Unreadable(folder, exception);
        }
    }
}
