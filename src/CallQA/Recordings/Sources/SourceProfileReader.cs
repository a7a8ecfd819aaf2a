using System.Globalization;
using CallQA.Recordings.Parties;
using CallQA.Yaml;
using YamlDotNet.RepresentationModel;

namespace CallQA.Recordings.Sources;

/// <summary>Reads profiles of sources from YAML. The form is described in <c>docs/file-formats.md</c>.</summary>
public static class SourceProfileReader
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int LongestText = 100_000;

    private static readonly string[] Keys =
    [
        "source", "folder", "time-zone", "region", "dates", "decimal", "durations", "columns", "file-names", "raw", "parties", "channel-map", "language", "direction", "team", "queue", "campaign",
    ];

    /// <summary>Reads one profile.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="sourceName">The file as the user knows it, for messages.</param>
    /// <exception cref="InputException">It is no profile (<see cref="InputFault.Settings"/>); the message names all problems with line and column.</exception>
    public static SourceProfile Read(string text, string sourceName)
    {
        var problems = new ProblemList();
        var root = YamlText.Parse(text, LongestText, "a profile", problems);
        var profile = root is null ? null : Read(root, problems);
        if (problems.IsEmpty && profile is not null)
            return profile;
        var list = problems.Ordered;
        throw new InputException(
            InputFault.Settings,
            list.Count == 1
                ? $"The source profile {sourceName} is not valid, {list[0]}"
                : $"The source profile {sourceName} has {list.Count} problems:{string.Concat(list.Select(problem => $"\n  {problem}"))}");
    }

    private static SourceProfile? Read(YamlNode root, ProblemList problems)
    {
        var fields = new Fields(root, "The profile", problems, Keys);
        var id = fields.Id("source");
        var profile = new SourceProfile
        {
            Id = id ?? "",
            Folder = Folder(fields, problems),
            TimeZone = Checked(fields, problems, "time-zone", Zone, "write an IANA name such as Europe/Berlin"),
            Region = Checked(fields, problems, "region", text => PhoneNumber.IsRegion(text) ? text : null, "write the country's two letters such as DE"),
            DecimalMark = Checked(fields, problems, "decimal", Mark, "write comma or point")?[0],
            CountsMilliseconds = Checked(fields, problems, "durations", Unit, "write seconds or milliseconds") == "milliseconds",
            DateFormats = Dates(fields, problems),
            Columns = Columns(fields, problems),
            FileNames = new FileNameReader(problems).Read(fields.Optional("file-names")),
            Raw = Checked(fields, problems, "raw", RawFormat.Parse, RawFormat.Remedy),
            Parties = Parties(fields.Optional("parties"), problems),
            Defaults = Defaults(fields, problems),
        };
        return id is null ? null : profile;
    }

    private static CallMetadata Defaults(Fields fields, ProblemList problems) => new()
    {
        ChannelMap = Checked(
            fields, problems, "channel-map", text => CallListValues.TryChannelMap(text, out var map) ? map : null, "write agent, customer or unknown for each channel such as agent,customer"),
        Language = Checked(fields, problems, "language", text => LanguageCode.TryParse(text, out var code) ? code : null, "write its ISO 639-1 code such as en or de"),
        Direction = Checked(fields, problems, "direction", text => CallListValues.TryDirection(text, out var direction) ? direction : null, "write inbound or outbound"),
        Team = fields.Text("team"),
        Queue = fields.Text("queue"),
        Campaign = fields.Text("campaign"),
    };

    private static string Folder(Fields fields, ProblemList problems) => Checked(
        fields,
        problems,
        "folder",
        text => text.StartsWith('/') || text.Split('/', '\\').Contains("..") ? null : text.Replace('\\', '/').TrimEnd('/') + "/",
        "write a folder below the intake folder such as pbx1/berlin, or the beginning of a bucket's address") ?? "";

    private static PartyRules Parties(YamlNode? node, ProblemList problems)
    {
        var rules = new PartyRules();
        if (node is null)
            return rules;
        var fields = new Fields(node, "The profile's 'parties'", problems, "agent", "customer", "wait");
        return new PartyRules
        {
            Agent = fields.Has("agent") ? [.. fields.Values("agent").Select(name => name.Value)] : rules.Agent,
            Customer = fields.Has("customer") ? [.. fields.Values("customer").Select(name => name.Value)] : rules.Customer,
            Wait = Checked(fields, problems, "wait", Wait, "write a time from 1s to 24h such as 90s, 10m or 2h") is { } wait ? TimeSpan.FromSeconds(double.Parse(wait, CultureInfo.InvariantCulture)) : rules.Wait,
        };
    }

    // In seconds.
    private static string? Wait(string text)
    {
        var seconds = text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? text[^1] switch { 's' => number, 'm' => number * 60L, 'h' => number * 3600L, _ => 0 }
            : 0;
        return seconds is >= 1 and <= 86_400 ? seconds.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static TimeZoneInfo? Zone(string text) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : null;

    private static string? Mark(string text) => text switch { "comma" or "," => ",", "point" or "." => ".", _ => null };

    private static string? Unit(string text) => text is "seconds" or "milliseconds" ? text : null;

    private static IReadOnlyList<string> Dates(Fields fields, ProblemList problems)
    {
        if (!fields.Has("dates"))
            return [];
        var dates = fields.Values("dates");
        foreach (var (node, format) in dates.Where(date => !IsDateFormat(date.Value)))
            problems.Add(node, $"The profile has the date format '{format}', which does not bring a date and time back; write it like dd.MM.yyyy HH:mm:ss.");
        return [.. dates.Select(date => date.Value)];
    }

    private static bool IsDateFormat(string format)
    {
        var moment = new DateTime(2026, 3, 31, 14, 5, 0, DateTimeKind.Unspecified);
        try
        {
            return DateTime.TryParseExact(moment.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var back) && back == moment;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static Dictionary<string, string> Columns(Fields fields, ProblemList problems)
    {
        var columns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (fields.Optional("columns") is not { } node)
            return columns;
        if (node is not YamlMappingNode mapping)
        {
            problems.Add(node, "The profile needs a mapping under 'columns' of the source's names to ours; write 'Bearbeiter: agent_id'.");
            return columns;
        }

        foreach (var (key, value) in mapping.Children)
        {
            var (theirs, ours) = ((key as YamlScalarNode)?.Value ?? "", (value as YamlScalarNode)?.Value ?? "");
            if (CallListColumns.OurField(ours) is null)
                problems.Add(value, $"The profile gives the column '{theirs}' the name '{ours}', which is no field; use {string.Join(", ", CallListColumns.OurNames)}.");
            else
                columns[theirs] = ours;
        }

        return columns;
    }

    private static T? Checked<T>(Fields fields, ProblemList problems, string key, Func<string, T?> read, string remedy)
        where T : class
    {
        if (fields.Text(key) is not { } text)
            return null;
        var value = read(text);
        if (value is null)
            problems.Add(fields.Optional(key)!, $"The profile has the {key} '{text}'; {remedy}.");
        return value;
    }

    /// <summary>Reads the forms of names: presets, and expressions of one's own.</summary>
    private sealed class FileNameReader(ProblemList problems)
    {
        public IReadOnlyList<FileNamePattern> Read(YamlNode? node)
        {
            if (node is null)
                return [];
            if (node is YamlSequenceNode list)
                return [.. list.Children.SelectMany(ReadEntry)];
            problems.Add(node, "The profile needs a list under 'file-names'; write '- preset: freepbx' or '- pattern: …'.");
            return [];
        }

        private IReadOnlyList<FileNamePattern> ReadEntry(YamlNode node)
        {
            var entry = new Fields(node, "This form of names", problems, "preset", "pattern");
            if (entry.Text("preset") is { } preset)
                return Preset(entry, preset);
            if (entry.Text("pattern") is { } pattern)
                return Pattern(entry, pattern);
            if (node is YamlMappingNode)
                problems.Add(node, "This form of names has neither 'preset' nor 'pattern'; write one of them.");
            return [];
        }

        private IReadOnlyList<FileNamePattern> Preset(Fields entry, string name)
        {
            if (FileNamePresets.All.TryGetValue(name, out var preset))
                return preset.Patterns;
            problems.Add(entry.Optional("preset")!, $"This form of names has the preset '{name}'; use {string.Join(", ", FileNamePresets.All.Keys)}.");
            return [];
        }

        private IReadOnlyList<FileNamePattern> Pattern(Fields entry, string text)
        {
            try
            {
                return [FileNamePattern.Parse(text)];
            }
            catch (FormatException exception)
            {
                problems.Add(entry.Optional("pattern")!, $"This form of names has the pattern '{text}': {exception.Message}.");
                return [];
            }
        }
    }
}
