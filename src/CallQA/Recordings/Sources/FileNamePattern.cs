using System.Text.RegularExpressions;

namespace CallQA.Recordings.Sources;

/// <summary>
/// A regular expression whose named groups say which part of a recording's name is which field. It is matched in time that grows with the name's length
/// only, so that no name can hold the intake up; look-around and back references are therefore not to be had.
/// </summary>
public sealed class FileNamePattern
{
    /// <summary>A group of this name is the start in UTC, whatever the source's zone.</summary>
    internal const string StartInUtc = "start_utc";

    /// <summary>A group of this name is the party whose file it is, of a recorder that writes a file for each.</summary>
    internal const string Party = "party";

    private readonly Regex _expression;
    private readonly bool _wholePath;

    private FileNamePattern(string text, Regex expression, CallMetadata implied)
    {
        (Text, _expression, Implied) = (text, expression, implied);
        _wholePath = text.Contains('/', StringComparison.Ordinal);
    }

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>What a name of this form says besides its parts.</summary>
    public CallMetadata Implied { get; }

    /// <summary>Names of the fields that its groups fill.</summary>
    public IEnumerable<string> Fields => Groups(_expression);

    /// <summary>Takes an expression.</summary>
    /// <param name="text">The expression. With a slash it is matched against the whole path, else against the file's name; both without extension.</param>
    /// <param name="implied">What a name of this form says besides its parts; null for nothing.</param>
    /// <exception cref="FormatException">It is no such expression; the message says why and what to do.</exception>
    public static FileNamePattern Parse(string text, CallMetadata? implied = null)
    {
        var expression = Compile(text);
        var groups = Groups(expression).ToList();
        if (groups.Count == 0)
            throw new FormatException("no part of it has a name; write a field's name into a group such as (?<agent_id>\\d+)");
        if (groups.Find(name => name is not (StartInUtc or Party) && CallListColumns.OurField(name) is null) is { } unknown)
            throw new FormatException($"the group '{unknown}' is no field; use {string.Join(", ", CallListColumns.OurNames)}, {StartInUtc} or {Party}");
        if (groups.Contains(Party) && !groups.Contains("call_id"))
            throw new FormatException("it tells the party and not the call, by which the parties' files are brought together; write a group (?<call_id>…)");
        return new FileNamePattern(text, expression, implied ?? CallMetadata.None);
    }

    /// <summary>The parts of a name, by the names of the groups; null when it has another form.</summary>
    /// <param name="place">Path below the intake folder or address, with forward slashes.</param>
    internal IReadOnlyDictionary<string, string>? Match(string place)
    {
        var extension = Path.GetExtension(place).Length;
        var name = place[..^extension];
        var match = _expression.Match(_wholePath ? name : name[(name.LastIndexOf('/') + 1)..]);
        return match.Success
            ? match.Groups.Values.Where(group => group is { Success: true, Length: > 0 } && !char.IsDigit(group.Name[0])).ToDictionary(group => group.Name, group => group.Value)
            : null;
    }

    private static Regex Compile(string text)
    {
        try
        {
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"it is no regular expression ({exception.Message.TrimEnd('.')}); mend it", exception);
        }
        catch (NotSupportedException exception)
        {
            throw new FormatException("it looks around or refers back; write it without (?=…), (?<=…), (?!…), (?<!…), (?>…) and \\1", exception);
        }
    }

    private static IEnumerable<string> Groups(Regex expression) => expression.GetGroupNames().Where(name => !char.IsDigit(name[0]));
}
