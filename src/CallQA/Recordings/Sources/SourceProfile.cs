using CallQA.Recordings.Parties;

namespace CallQA.Recordings.Sources;

/// <summary>
/// How one telephone system names its recordings and writes what it knows about them. Written in YAML, one file a source; the form is described in
/// <c>docs/file-formats.md</c>.
/// </summary>
public sealed record SourceProfile
{
    /// <summary>Names the source: lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// Whose recordings it is: a folder below the intake folder, with forward slashes, or the beginning of a bucket's address. Empty for everything that no other
    /// source has.
    /// </summary>
    public string Folder { get; init; } = "";

    /// <summary>Zone of times that are written without one; null for the zone of the settings.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>ISO 3166-1 code of the country of telephone numbers that are written without one; null leaves them as they are.</summary>
    public string? Region { get; init; }

    /// <summary>How dates are written, as .NET format strings such as <c>dd.MM.yyyy HH:mm</c>, beside ISO 8601; empty to find out from the column.</summary>
    public IReadOnlyList<string> DateFormats { get; init; } = [];

    /// <summary>The decimal mark of numbers, a full stop or a comma; null to find out from each number.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>Whether lengths of time written as a number are milliseconds, as in exports of Genesys Cloud; else seconds.</summary>
    public bool CountsMilliseconds { get; init; }

    /// <summary>Our name of a field, by the name that the source gives it, beside the names that are known anyway.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>How recordings are named; the first that fits counts.</summary>
    public IReadOnlyList<FileNamePattern> FileNames { get; init; } = [];

    /// <summary>How recordings without header are coded; null where there are none.</summary>
    public RawFormat? Raw { get; init; }

    /// <summary>How the parties are called where each has a file of its own.</summary>
    public PartyRules Parties { get; init; } = new();

    /// <summary>What holds for every call of the source of which nothing else is told.</summary>
    public CallMetadata Defaults { get; init; } = CallMetadata.None;
}
