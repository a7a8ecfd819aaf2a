using CallQA.Recordings.Sources;
using CallQA.Transcription;

namespace CallQA.Recordings.Parties;

/// <summary>The files of one call that is recorded in a file for each party, as far as they have come.</summary>
/// <param name="Call">The call's identifier as the names write it.</param>
/// <param name="Files">Agent first, then customer, then others by name.</param>
/// <param name="Sidecars">The files beside them that told about the call, as they were before they were read; one that could not be read is not among them.</param>
/// <param name="Metadata">What names, sidecars and source tell.</param>
/// <param name="IsComplete">Whether nobody's file is missing.</param>
/// <param name="Rules">How the source calls the parties.</param>
/// <param name="Raw">How they are coded, if they have no header.</param>
public sealed record PartySet(
    string Call,
    IReadOnlyList<PartyFile> Files,
    IReadOnlyList<FileInfo> Sidecars,
    CallMetadata Metadata,
    bool IsComplete,
    PartyRules Rules,
    RawFormat? Raw)
{
    /// <summary>A sentence for each value of a sidecar that means nothing and is left out, and for each sidecar that cannot be read.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Finds the files of the call that a file is part of, all of them in its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="place">Its path below the intake folder, with forward slashes.</param>
    /// <param name="folders">Know which files lie beside it.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>Null for a file that is a call by itself.</returns>
    /// <exception cref="InputException">The folder cannot be read (<see cref="InputFault.Unreadable"/>).</exception>
    public static async Task<PartySet?> FindAsync(string path, string place, PartyFolders folders, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folders);
        if (folders.Profiles.PartyOf(place) is not { } part)
            return null;
        var found = folders.FilesOf(path, place, part);
        // Gone meanwhile: somebody else took it.
        return found.Count == 0 ? null : await OfAsync(found, SidecarsOf(Path.GetDirectoryName(Path.GetFullPath(path))!, part.Call, found), folders.Profiles, cancellationToken);
    }

    /// <summary>Puts the files of one call together.</summary>
    /// <param name="files">Where each lies, or will lie before it is read, and its place; one or more, all of them parts of the same call.</param>
    /// <param name="sidecars">The files that tell about the call; read now.</param>
    /// <param name="profiles">Say how the source names files.</param>
    /// <param name="cancellationToken">Stops the reading of sidecars.</param>
    public static async Task<PartySet> OfAsync(
        IEnumerable<(string Path, string Place)> files, IReadOnlyList<string> sidecars, SourceProfiles profiles, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var found = files.Select(file => (file.Path, file.Place, Name: profiles.PartyOf(file.Place)!)).OrderBy(file => file.Place, StringComparer.Ordinal).ToList();
        var (part, source) = (found[0].Name, profiles.Of(found[0].Place)!);
        var (told, siprec, read, problems) = await ReadAsync(sidecars, source, profiles.Zone, cancellationToken);
        var parts = found.ConvertAll(entry => new PartyFile(
            entry.Path,
            entry.Place,
            entry.Name.Party,
            part.Rules.SpeakerOf(entry.Name.Party) is var named and not Speaker.Unknown ? named : siprec?.SpeakerOf(entry.Name.Party) ?? Speaker.Unknown,
            StartOf(entry.Name, found.Count(other => IsSame(other.Name, entry.Name)) > 1, siprec)));
        parts.Sort(InOrder);
        var metadata = told.CompletedBy(part.Told).CompletedBy(source.Defaults with { ChannelMap = null }) with
        {
            CallId = CallId.FromText(part.Call),
            StartTime = parts.Min(file => file.Start) ?? told.StartTime,
            Source = source.Id,
            ChannelMap = MapOf(parts.Select(file => (file.Party, file.Speaker))),
        };
        return new PartySet(part.Call, parts, read, metadata, IsWhole(parts, siprec), part.Rules, source.Raw) { Problems = problems };
    }

    /// <summary>Whether several parties have come and nothing says who agent and customer are.</summary>
    public bool IsUntold => Files.DistinctBy(file => file.Party.ToUpperInvariant()).Count() > 1 && Files.All(file => file.Speaker == Speaker.Unknown);

    /// <summary>The parties that have come, for a sentence: <c>the agent</c>.</summary>
    public string Present => string.Join(" and ", Files.Select(file => file.Speaker == Speaker.Unknown ? $"'{file.Party}'" : $"the {file.Speaker.ToString().ToLowerInvariant()}").Distinct());

    // A stream has one start: of several files of it, only their names can tell which is later.
    internal static DateTimeOffset? StartOf(PartyName name, bool isOneOfSeveral, SiprecMetadata? siprec) =>
        isOneOfSeveral && name.Told.StartTime is { } own ? own : siprec?.StartOf(name.Party) ?? name.Told.StartTime;

    internal static bool IsSame(PartyName one, PartyName other) => one.Party.Equals(other.Party, StringComparison.OrdinalIgnoreCase);

    // One for the whole call, and one beside a party's file.
    private static List<string> SidecarsOf(string folder, string call, List<(string Path, string Place)> files) =>
        [.. files.Select(file => file.Path).Prepend(Path.Combine(folder, call + ".wav")).Select(Sidecar.FindBeside).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static async Task<(CallMetadata Told, SiprecMetadata? Siprec, IReadOnlyList<FileInfo> Read, IReadOnlyList<string> Problems)> ReadAsync(
        IReadOnlyList<string> sidecars, SourceProfile source, TimeZoneInfo? zone, CancellationToken cancellationToken)
    {
        var (told, siprec, files, problems) = (CallMetadata.None, default(SiprecMetadata), new List<FileInfo>(), new List<string>());
        foreach (var sidecar in sidecars)
        {
            try
            {
                var file = new FileInfo(sidecar);
                file.Refresh();
                var read = await Sidecar.ReadAsync(sidecar, source, zone, cancellationToken);
                files.Add(file);
                problems.AddRange(read.Problems);
                (told, siprec) = (told.CompletedBy(read.Metadata), siprec ?? read.Siprec);
            }
            catch (InputException exception)
            {
                // It may still be being written, and says nothing then.
                problems.Add(exception.Message);
            }
        }

        return (told, siprec, files, problems);
    }

    private static bool IsWhole(List<PartyFile> files, SiprecMetadata? siprec)
    {
        var parties = files.Select(file => file.Party).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return siprec is { Streams.Count: > 1 }
            ? parties >= siprec.Streams.Count
            : files.Exists(file => file.Speaker == Speaker.Agent) && files.Exists(file => file.Speaker == Speaker.Customer);
    }

    internal static Speaker[]? MapOf(IEnumerable<(string Party, Speaker Speaker)> parties)
    {
        Speaker[] map = [.. parties.DistinctBy(entry => entry.Party.ToUpperInvariant()).Select(entry => entry.Speaker)];
        return map.Contains(Speaker.Agent) || map.Contains(Speaker.Customer) ? map : null;
    }

    private static int InOrder(PartyFile one, PartyFile other)
    {
        var bySpeaker = Rank(one.Speaker).CompareTo(Rank(other.Speaker));
        var byParty = bySpeaker != 0 ? bySpeaker : StringComparer.OrdinalIgnoreCase.Compare(one.Party, other.Party);
        return byParty != 0 ? byParty : string.CompareOrdinal(one.Place, other.Place);
    }

    private static int Rank(Speaker speaker) => speaker switch { Speaker.Agent => 0, Speaker.Customer => 1, _ => 2 };
}
