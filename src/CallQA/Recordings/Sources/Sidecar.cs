using System.Text.Json;
using System.Text.Unicode;
using System.Xml;
using System.Xml.Linq;
using CallQA.Recordings.Parties;

namespace CallQA.Recordings.Sources;

/// <summary>The file that some recorders write beside a recording, in JSON or XML, with what they know about the call.</summary>
public static class Sidecar
{
    /// <summary>Longest file that is read, in bytes.</summary>
    public const int LongestContent = 1 << 20;

    private const int Deepest = 16;

    private static readonly string[] Customers = ["customer", "caller", "lead."];

    private static readonly string[] Ends = [".json", ".xml", "_metadata.json", ".metadata.json", "_metadata.xml", ".metadata.xml"];

    /// <summary>Whether a name, without folders, is that of a sidecar.</summary>
    public static bool IsSidecar(ReadOnlySpan<char> name)
    {
        var extension = Path.GetExtension(name);
        return extension.Equals(".json", StringComparison.OrdinalIgnoreCase) || extension.Equals(".xml", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The sidecar that lies beside a recording, or null.</summary>
    /// <param name="recording">The recording's path.</param>
    public static string? FindBeside(string recording) => NamesOf(recording).FirstOrDefault(name => File.Exists(name) && SpecialFile.KindOf(name) is null);

    /// <summary>All names that a recording's sidecar can have; the first one that is there counts.</summary>
    /// <param name="recording">The recording's path or key.</param>
    public static IEnumerable<string> NamesOf(string recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var bare = recording[..^Path.GetExtension(recording).Length];
        return new[] { bare, recording }.SelectMany(start => Ends.Select(end => start + end));
    }

    /// <summary>The beginnings that the name of a sidecar's recording can have: all of it but an extension, or all.</summary>
    /// <param name="sidecar">The sidecar's path.</param>
    public static IEnumerable<string> StemsOf(string sidecar) =>
        Ends.Where(end => sidecar.EndsWith(end, StringComparison.OrdinalIgnoreCase)).Select(end => sidecar[..^end.Length]).Distinct();

    /// <summary>Reads a sidecar.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">How the system that wrote it writes; null for the documented form.</param>
    /// <param name="zone">Zone of times without one, where the source says none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What it tells, and a sentence for each value that means nothing and is left out.</returns>
    /// <exception cref="InputException">It cannot be read (<see cref="InputFault.Unreadable"/>) or is neither JSON nor XML (<see cref="InputFault.Metadata"/>).</exception>
    public static async Task<SidecarContent> ReadAsync(
        string path, SourceProfile? source, TimeZoneInfo? zone, CancellationToken cancellationToken)
    {
        var content = await InputFile.ReadAllBytesAsync(path, LongestContent, InputFault.Metadata, cancellationToken);
        return Read(content, path, source, zone);
    }

    /// <summary>Reads a sidecar's content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="path">Its name for messages.</param>
    /// <param name="source">How the system that wrote it writes; null for the documented form.</param>
    /// <param name="zone">Zone of times without one, where the source says none.</param>
    /// <returns>What it tells, and a sentence for each value that means nothing and is left out.</returns>
    /// <exception cref="InputException">It is neither JSON nor XML (<see cref="InputFault.Metadata"/>).</exception>
    public static SidecarContent Read(byte[] content, string path, SourceProfile? source, TimeZoneInfo? zone)
    {
        ArgumentNullException.ThrowIfNull(content);
        var formats = ValueFormats.Of(source, zone);
        var xml = IsXml(content) ? Parse(() => SidecarXml.Load(content, Deepest), path) : null;
        if (SiprecMetadata.Of(xml, source?.Parties ?? new PartyRules()) is { } siprec)
            return new SidecarContent(siprec.Describe(formats), []) { Siprec = siprec };
        var texts = xml is null ? Parse(() => OfJson(content), path) : [.. Walk(xml, "")];
        var problems = new List<string>();
        var fields = FieldsOf(texts, source);
        if (fields.GetValueOrDefault(CallListField.StartTime) is { } start && formats.Dates.Length == 0)
            formats = formats with { Dates = DateOrder.Of([start]).Formats };
        var metadata = new FieldValues(
            formats,
            fields.GetValueOrDefault,
            (field, text, what) => problems.Add($"In '{path}', field {field}: '{ShownValue.Of(text)}' {what}.")).Read();
        return new SidecarContent(metadata, problems);
    }

    /// <summary>The first value of each field; a name of the source's own may be a whole path (<c>agentInfo.0.agentId</c>), else the last two parts count (<c>Queue.Name</c>), or the last.</summary>
    private static Dictionary<CallListField, string> FieldsOf(IEnumerable<(string Path, string Text)> texts, SourceProfile? source)
    {
        var renamed = new Dictionary<string, string>(source?.Columns ?? new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase);
        var own = new Dictionary<CallListField, string>();
        var known = new Dictionary<CallListField, string>();
        foreach (var (path, text) in texts.Where(entry => entry.Text.Length > 0))
        {
            var name = path[(path.LastIndexOf('.') + 1)..];
            if ((renamed.GetValueOrDefault(path) ?? renamed.GetValueOrDefault(name)) is { } ours)
                own.TryAdd(CallListColumns.OurField(ours)!.Value, text);
            else if ((CallListColumns.AnyField(LastTwo(path)) ?? CallListColumns.AnyField(name)) is { } field && (!IsCustomersAlone(field) || IsAboutNobodyElse(path)))
                known.TryAdd(field, text);
        }

        foreach (var (field, text) in known)
            own.TryAdd(field, text);
        return own;
    }

    private static string LastTwo(string path) => string.Concat(path.Split('.').TakeLast(2));

    private static bool IsCustomersAlone(CallListField field) => field is CallListField.CustomerFirstName or CallListField.CustomerLastName;

    // A first name inside of something is that one's: of an agent, more often than not.
    private static bool IsAboutNobodyElse(string path) =>
        !path.Contains('.', StringComparison.Ordinal)
        || (Customers.Any(word => path.Contains(word, StringComparison.OrdinalIgnoreCase)) && !path.Contains("agent", StringComparison.OrdinalIgnoreCase));

    private static T Parse<T>(Func<T> parse, string path)
    {
        try
        {
            return parse();
        }
        // The parser of JSON leaves escapes of half a character alone until a text is asked for.
        catch (Exception exception) when (exception is JsonException or XmlException or InvalidOperationException)
        {
            throw new InputException(
                InputFault.Metadata, $"The sidecar '{path}' is neither JSON nor XML ({exception.Message.TrimEnd('.')}); export it again or remove it.", exception);
        }
    }

    private static bool IsXml(ReadOnlySpan<byte> content) => content.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'<', ..];

    private static List<(string Path, string Text)> OfJson(byte[] content)
    {
        if (!Utf8.IsValid(content))
            throw new JsonException("not in UTF-8");
        var start = content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        using var document = JsonDocument.Parse(content.AsMemory(start), new JsonDocumentOptions { MaxDepth = Deepest, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return [.. Walk(document.RootElement, "")];
    }

    private static IEnumerable<(string Path, string Text)> Walk(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Walk(property.Value, Below(path, property.Name))),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((entry, index) => Walk(entry, ElementOf(path, index, entry))),
        JsonValueKind.Null => [],
        _ => [(path, element.ToString().Trim())],
    };

    // A list of plain values carries the list's name, one of objects those of their properties.
    private static string ElementOf(string path, int index, JsonElement entry) =>
        entry.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? Below(path, index.ToString(System.Globalization.CultureInfo.InvariantCulture)) : path;

    private static IEnumerable<(string Path, string Text)> Walk(XElement element, string path) =>
    [
        .. element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => (Below(path, attribute.Name.LocalName), attribute.Value.Trim())),
        .. element.HasElements
            ? element.Elements().SelectMany(child => Walk(child, Below(path, child.Name.LocalName)))
            : [(path, element.Value.Trim())],
    ];

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}

/// <summary>What a sidecar tells.</summary>
/// <param name="Metadata">About the call.</param>
/// <param name="Problems">A sentence for each value that means nothing and is left out.</param>
public sealed record SidecarContent(CallMetadata Metadata, IReadOnlyList<string> Problems)
{
    /// <summary>The recorded session, where the file is SIPREC metadata.</summary>
    internal SiprecMetadata? Siprec { get; init; }
}
