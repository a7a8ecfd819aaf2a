using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace CallQA.Recordings;

/// <summary>Turns the rows of one call list into metadata and collects what is wrong with them.</summary>
internal sealed class CallListRowReader(string path, string folder, CallListColumns columns, CallListOptions options)
{
    // Digests instead of texts: a list of very many rows keeps few bytes of each.
    private readonly Dictionary<UInt128, int> rowsByRecording = [];
    private readonly Dictionary<UInt128, int> rowsByCall = [];
    private List<CallListProblem> problems = [];

    private delegate bool Parse<T>(string text, out T value);

    /// <summary>The problems since the last question.</summary>
    public IReadOnlyList<CallListProblem> TakeProblems()
    {
        if (problems.Count == 0)
            return [];

        var taken = problems;
        problems = [];
        return taken;
    }

    /// <summary>The row, or null when it has a problem.</summary>
    public CallListRow? Read(int row, IReadOnlyList<string> values)
    {
        // Spreadsheets end rows with delimiters for columns that are empty all the way down.
        if (values.Count < columns.Header.Count || values.Skip(columns.Header.Count).Any(value => !string.IsNullOrWhiteSpace(value)))
        {
            Report(row, null, null, $"has {values.Count} columns where the header has {columns.Header.Count}; put values that hold the delimiter in double quotes");
            return null;
        }

        var before = problems.Count;
        var file = RecordingFile(row, values);
        var metadata = Metadata(row, values);
        if (file is not null)
            CheckUnique(row, CallListField.RecordingFile, file, rowsByRecording);

        if (metadata.CallId is { } id)
            CheckUnique(row, CallListField.CallId, id, rowsByCall);

        if (problems.Count > before)
            return null;

        return new CallListRow(row, file!, Path.Combine(folder, file!), metadata);
    }

    /// <summary>Adds a problem to the list.</summary>
    public void Report(int row, string? column, string? value, string what)
    {
        var shown = value is null ? null : ShownValue.Of(value);
        var place = column is null ? "" : $", column '{ShownValue.Of(column)}'";
        var subject = shown is null ? "the row" : $"'{shown}'";
        problems.Add(new CallListProblem(path, row, column, shown, $"In '{path}', row {row}{place}: {subject} {what}."));
    }

    private CallMetadata Metadata(int row, IReadOnlyList<string> values) => new()
    {
        CallId = columns.Value(values, CallListField.CallId) is { } id ? CallId.FromText(id) : null,
        StartTime = StartTime(row, values),
        StatedDuration = Optional<TimeSpan>(row, values, CallListField.Duration, CallListValues.TryDuration, "is no length of time; write seconds such as 184.5"),
        Direction = Text<string>(row, values, CallListField.Direction, CallListValues.TryDirection, "is no direction; write inbound or outbound"),
        AgentId = columns.Value(values, CallListField.AgentId),
        AgentName = columns.Value(values, CallListField.AgentName) ?? JoinedName(values),
        Team = columns.Value(values, CallListField.Team),
        Queue = columns.Value(values, CallListField.Queue),
        Campaign = columns.Value(values, CallListField.Campaign),
        CustomerPhone = columns.Value(values, CallListField.CustomerPhone),
        Disposition = columns.Value(values, CallListField.Disposition),
        Language = Text<string>(row, values, CallListField.Language, LanguageCode.TryParse, "is no known language; write its ISO 639-1 code such as en or de"),
        HoldTime = Optional<TimeSpan>(row, values, CallListField.Hold, CallListValues.TryDuration, "is no length of time; write seconds such as 12.5"),
        CustomerSatisfaction = Optional<double>(row, values, CallListField.Satisfaction, CallListValues.TrySatisfaction, "is no rating; write a number from 1 to 5"),
        Resolved = Optional<bool>(row, values, CallListField.Resolved, CallListValues.TryYesNo, "is neither yes nor no; write one of them"),
        ChannelMap = Text<IReadOnlyList<Transcription.Speaker>>(row, values, CallListField.ChannelMap, CallListValues.TryChannelMap, "is no channel map; write agent, customer or unknown for each channel such as \"agent,customer\""),
    };

    private string? RecordingFile(int row, IReadOnlyList<string> values)
    {
        var column = columns.NameOf(CallListField.RecordingFile);
        var value = columns.Value(values, CallListField.RecordingFile);
        if (value is null)
        {
            Report(row, column, null, "names no recording; give its path relative to the list");
            return null;
        }

        var refusal = RecordingPath.Resolve(folder, value, out var relative);
        if (refusal is null)
            return relative;

        Report(row, column, value, $"{refusal}; give a path inside '{folder}' relative to it");
        return null;
    }

    private DateTimeOffset? StartTime(int row, IReadOnlyList<string> values)
    {
        bool Try(string text, out DateTimeOffset time) => CallListValues.TryTime(text, options.TimeZone, out time);
        var noZone = columns.Value(values, CallListField.StartTime) is { } text && CallListValues.IsTimeWithoutZone(text, out _);
        var what = noZone ? "has no time zone" : "is no date and time";
        return Optional<DateTimeOffset>(row, values, CallListField.StartTime, Try, $"{what}; write ISO 8601 with the zone such as 2026-03-31T14:05:00+02:00");
    }

    private string? JoinedName(IReadOnlyList<string> values)
    {
        var parts = new[] { columns.Value(values, CallListField.AgentFirstName), columns.Value(values, CallListField.AgentLastName) };
        var name = string.Join(' ', parts.Where(part => part is not null));
        return name.Length == 0 ? null : name;
    }

    private T? Optional<T>(int row, IReadOnlyList<string> values, CallListField field, Parse<T> parse, string what)
        where T : struct => TryValue(row, values, field, parse, what, out var value) ? value : null;

    private T? Text<T>(int row, IReadOnlyList<string> values, CallListField field, Parse<T> parse, string what)
        where T : class => TryValue(row, values, field, parse, what, out var value) ? value : null;

    private bool TryValue<T>(int row, IReadOnlyList<string> values, CallListField field, Parse<T> parse, string what, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (columns.Value(values, field) is not { } text)
            return false;

        if (parse(text, out value))
            return true;

        Report(row, columns.NameOf(field), text, what);
        return false;
    }

    private void CheckUnique(int row, CallListField field, string value, Dictionary<UInt128, int> rows)
    {
        var digest = BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
        if (!rows.TryAdd(digest, row))
            Report(row, columns.NameOf(field), value, $"stands in row {rows[digest]} already, and only that row counts; remove one of them");
    }
}
