using CallQA.Recordings.Sources;

namespace CallQA.Recordings.Parties;

/// <summary>
/// Which files of a folder are parts of which call. A folder is looked through once for all its calls, and again when what was found has grown old next to
/// the time that looking took: however many files lie in it, at most a tenth of the time goes into looking. A small folder is looked at each time.
/// </summary>
/// <param name="profiles">Say how the sources name files.</param>
/// <param name="isRecording">Whether a name, without folders, can be a recording's.</param>
/// <param name="clock">Tells how old a look is.</param>
public sealed class PartyFolders(SourceProfiles profiles, Predicate<string> isRecording, TimeProvider clock)
{
    private const int ShareOfLooking = 10;
    private const int MostFolders = 16;

    private readonly Lock _looking = new();
    private readonly Dictionary<string, FolderLook> _looks = new(StringComparer.Ordinal);

    /// <summary>Say how the sources name files.</summary>
    public SourceProfiles Profiles => profiles;

    /// <summary>The files of a call that a file is part of, as far as they are still there; the file itself among them, however old the look is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="place">Its path below the intake folder, with forward slashes.</param>
    /// <param name="part">What its name says.</param>
    /// <exception cref="InputException">The folder cannot be read (<see cref="InputFault.Unreadable"/>).</exception>
    internal List<(string Path, string Place)> FilesOf(string path, string place, PartyName part)
    {
        var (folder, start) = (Path.GetDirectoryName(Path.GetFullPath(path))!, place[..(place.LastIndexOf('/') + 1)]);
        string[] names;
        lock (_looking)
        {
            var look = Look(folder, start);
            if (isRecording(Path.GetFileName(path)))
                look.Add(part.Call, Path.GetFileName(path));
            names = look.NamesOf(part.Call);
        }

        return [.. names.Select(name => (Path: Path.Combine(folder, name), Place: start + name)).Where(file => File.Exists(file.Path))];
    }

    private FolderLook Look(string folder, string start)
    {
        var key = start + "\n" + folder;
        if (_looks.TryGetValue(key, out var known) && clock.GetElapsedTime(known.Ended) < known.Took * ShareOfLooking)
            return known;
        if (_looks.Count >= MostFolders && known is null)
            _looks.Remove(_looks.MinBy(look => look.Value.Ended).Key);
        return _looks[key] = LookThrough(folder, start);
    }

    private FolderLook LookThrough(string folder, string start)
    {
        var begun = clock.GetTimestamp();
        var look = new FolderLook();
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder))
            {
                var name = Path.GetFileName(path);
                if (isRecording(name) && profiles.PartyOf(start + name) is { } part)
                    look.Add(part.Call, name);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputFile.Unreadable(folder, exception);
        }

        (look.Ended, look.Took) = (clock.GetTimestamp(), clock.GetElapsedTime(begun));
        return look;
    }

    /// <summary>What a look has found.</summary>
    private sealed class FolderLook
    {
        private readonly Dictionary<string, HashSet<string>> _calls = new(StringComparer.Ordinal);

        public long Ended { get; set; }

        public TimeSpan Took { get; set; }

        public void Add(string call, string name)
        {
            if (!_calls.TryGetValue(call, out var names))
                _calls[call] = names = new(StringComparer.Ordinal);
            names.Add(name);
        }

        public string[] NamesOf(string call) => _calls.TryGetValue(call, out var names) ? [.. names] : [];
    }
}
