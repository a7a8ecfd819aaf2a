using CallQA.Recordings.Parties;

namespace CallQA.Recordings.Sources;

/// <summary>All profiles of sources, and what they make of a recording's place.</summary>
public sealed class SourceProfiles
{
    private readonly IReadOnlyList<SourceProfile> _byLength;

    /// <param name="profiles">The profiles, by the names of their files.</param>
    /// <param name="zone">Zone of times without one, where a source says none.</param>
    /// <exception cref="InputException">Two of them have one folder or one name (<see cref="InputFault.Settings"/>).</exception>
    public SourceProfiles(IEnumerable<SourceProfile> profiles, TimeZoneInfo? zone)
    {
        All = [.. profiles];
        Zone = zone;
        _byLength = [.. All.OrderByDescending(profile => profile.Folder.Length)];
        RefuseTwice(profile => profile.Id, "name");
        RefuseTwice(profile => profile.Folder, "folder");
    }

    /// <summary>The profiles.</summary>
    public IReadOnlyList<SourceProfile> All { get; }

    /// <summary>Zone of times without one, where a source says none.</summary>
    public TimeZoneInfo? Zone { get; }

    /// <summary>Reads all profiles of a folder, <c>*.yaml</c> by name. A folder that does not exist has none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="zone">Zone of times without one, where a source says none.</param>
    /// <exception cref="InputException">One of them is not valid or cannot be read, or two have one folder or one name.</exception>
    public static SourceProfiles Load(string folder, TimeZoneInfo? zone)
    {
        try
        {
            var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml") : [];
            return new SourceProfiles(files.Order(StringComparer.Ordinal).Select(file => SourceProfileReader.Read(File.ReadAllText(file), $"'{file}'")), zone);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(InputFault.Unreadable, $"The folder of source profiles '{folder}' cannot be read ({exception.Message.TrimEnd('.')}); give this user read permission on it.", exception);
        }
    }

    /// <summary>The source of a place: the one with the longest folder that holds it, or null.</summary>
    /// <param name="place">Path below the intake folder or address, with forward slashes.</param>
    public SourceProfile? Of(string place) => _byLength.FirstOrDefault(profile => place.StartsWith(profile.Folder, StringComparison.Ordinal));

    /// <summary>What a recording's place says about its call: the parts of its name, and what holds for the whole source.</summary>
    /// <param name="place">Path below the intake folder or address, with forward slashes.</param>
    public CallMetadata Describe(string place) => Of(place) is { } source ? FromName(source, place, _ => { }).CompletedBy(source.Defaults) with { Source = source.Id } : CallMetadata.None;

    /// <summary>What the sidecar beside a recording says, then what its place does. A sidecar that cannot be read, for it may still be written, says nothing.</summary>
    /// <param name="path">The recording.</param>
    /// <param name="place">Path below the intake folder or address, with forward slashes.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Task<SourceDescription> DescribeAsync(string path, string place, CancellationToken cancellationToken) =>
        DescribeBySidecarAsync(Sidecar.FindBeside(path), place, cancellationToken);

    /// <summary>The same with the sidecar that was found.</summary>
    /// <param name="sidecar">The sidecar; null where there is none.</param>
    /// <param name="place">The recording's path below the intake folder or address, with forward slashes.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<SourceDescription> DescribeBySidecarAsync(string? sidecar, string place, CancellationToken cancellationToken)
    {
        try
        {
            var told = sidecar is null ? new SidecarContent(CallMetadata.None, []) : await Sidecar.ReadAsync(sidecar, Of(place), Zone, cancellationToken);
            return new SourceDescription(told.Metadata.CompletedBy(Describe(place)), sidecar, Of(place)?.Raw) { Problems = told.Problems };
        }
        catch (InputException exception)
        {
            return new SourceDescription(Describe(place), Sidecar: null, Of(place)?.Raw) { Problems = [exception.Message] };
        }
    }

    /// <summary>What a recording's name says.</summary>
    /// <param name="source">Says how names are to be read.</param>
    /// <param name="place">The name, with its path.</param>
    /// <param name="report">Takes a sentence for each part that means nothing and is left out.</param>
    public CallMetadata FromName(SourceProfile source, string place, Action<string> report)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(report);
        foreach (var pattern in source.FileNames)
        {
            if (pattern.Match(place) is { } parts)
                return Read(source, place, parts, report).CompletedBy(pattern.Implied);
        }

        return CallMetadata.None;
    }

    /// <summary>What a name says of a recorder that writes a file for each party; null for every other file.</summary>
    /// <param name="place">Path below the intake folder or address, with forward slashes.</param>
    public PartyName? PartyOf(string place)
    {
        if (Of(place) is not { } source)
            return null;
        foreach (var pattern in source.FileNames)
        {
            if (pattern.Match(place) is not { } parts)
                continue;
            return parts.TryGetValue(FileNamePattern.Party, out var party) && parts.TryGetValue("call_id", out var call)
                ? new PartyName(call, party, Read(source, place, parts, _ => { }).CompletedBy(pattern.Implied), source.Parties)
                : null;
        }

        return null;
    }

    private CallMetadata Read(SourceProfile source, string place, IReadOnlyDictionary<string, string> parts, Action<string> report)
    {
        var utc = parts.GetValueOrDefault(FileNamePattern.StartInUtc);
        var fields = parts.Where(part => part.Key is not (FileNamePattern.StartInUtc or FileNamePattern.Party)).ToDictionary(part => CallListColumns.OurField(part.Key)!.Value, part => part.Value);
        if (utc is not null)
            fields[CallListField.StartTime] = utc;
        var formats = ValueFormats.Of(source, Zone);
        formats = formats with { Zone = utc is null ? formats.Zone : TimeZoneInfo.Utc, Dates = [.. formats.Dates, .. DateOrder.Compact] };
        return new FieldValues(
            formats, fields.GetValueOrDefault, (field, text, what) => report($"In the name '{place}', field {field}: '{ShownValue.Of(text)}' {what}.")).Read();
    }

    private void RefuseTwice(Func<SourceProfile, string> key, string what)
    {
        if (All.GroupBy(key).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InputException(
                InputFault.Settings, $"The source profiles '{twice.First().Id}' and '{twice.Last().Id}' have the same {what} '{twice.Key}'; change or remove one of them.");
        }
    }
}

/// <summary>What is told about a recording beside and around it.</summary>
/// <param name="Metadata">What is told.</param>
/// <param name="Sidecar">The file beside it that tells, or null.</param>
/// <param name="Raw">How it is coded, if it has no header; null where nobody declared it.</param>
public sealed record SourceDescription(CallMetadata Metadata, string? Sidecar, RawFormat? Raw = null)
{
    /// <summary>A sentence for each value of the sidecar that means nothing and is left out, or one why it cannot be read.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
