using CallQA.Recordings.Sources;

namespace CallQA.App.Jobs;

/// <summary>Which sidecars of the intake folder have recordings beside them that are only not taken in yet. A folder is gone through once.</summary>
internal sealed class WaitingParts(IntakeFolder folder, SourceProfiles sources)
{
    private readonly Dictionary<string, HashSet<string>> calls = new(StringComparer.Ordinal);

    /// <summary>Whether a recording that a sidecar describes, or a party's part of its call, lies in the intake folder.</summary>
    /// <param name="sidecar">The sidecar's path.</param>
    public bool Has(string sidecar)
    {
        var stems = Sidecar.StemsOf(sidecar).ToList();
        if (stems.SelectMany(RecordingNames.From).Any(File.Exists)) return true;
        var here = CallsIn(Path.GetDirectoryName(sidecar)!);
        return stems.Exists(stem => here.Contains(Path.GetFileName(stem)));
    }

    private HashSet<string> CallsIn(string path)
    {
        if (calls.TryGetValue(path, out var known)) return known;
        return calls[path] =
        [
            .. Directory.EnumerateFiles(path).Where(file => IntakeFolder.IsRecording(Path.GetFileName(file)))
                .Select(file => sources.PartyOf(folder.RelativeOf(file))?.Call).OfType<string>(),
        ];
    }
}
