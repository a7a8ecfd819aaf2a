namespace CallQA.Recordings;

/// <summary>The fields of a call list.</summary>
internal enum CallListField
{
    CallId,
    RecordingFile,
    StartTime,
    Duration,
    Direction,
    AgentId,
    AgentName,
    AgentFirstName,
    AgentLastName,
    Team,
    Queue,
    Campaign,
    CustomerPhone,
    Disposition,
    Language,
    Hold,
    Satisfaction,
    Resolved,
    ChannelMap,
}

/// <summary>Which column of a file holds which field.</summary>
internal sealed class CallListColumns
{
    /// <summary>Our names first, then those of other systems' exports; the first found wins. Compared without case and punctuation.</summary>
    private static readonly (CallListField Field, string[] Names)[] Names =
    [
        (CallListField.CallId, ["call_id", "Global Interaction ID", "RecordingId", "CallSid", "uniqueid", "contact_id", "conversation_id", "linkedid"]),
        (CallListField.RecordingFile, ["recording_file", "recordingfile", "filename", "file", "audio_file", "recording"]),
        (CallListField.StartTime, ["start_time", "RecordingStartTime", "calldate", "start"]),
        (CallListField.Duration, ["duration_s", "Talk Time", "RecordingDuration", "billsec", "duration"]),
        (CallListField.Direction, ["direction"]),
        (CallListField.AgentId, ["agent_id", "Agent loginId", "agent"]),
        (CallListField.AgentName, ["agent_name"]),
        (CallListField.AgentFirstName, ["Agent First Name"]),
        (CallListField.AgentLastName, ["Agent Last Name"]),
        (CallListField.Team, ["team"]),
        (CallListField.Queue, ["queue", "Service"]),
        (CallListField.Campaign, ["campaign"]),
        (CallListField.CustomerPhone, ["customer_phone", "phone", "src"]),
        (CallListField.Disposition, ["disposition"]),
        (CallListField.Language, ["language"]),
        (CallListField.Hold, ["hold_s", "hold time"]),
        (CallListField.Satisfaction, ["csat", "customerSatisfactionRating"]),
        (CallListField.Resolved, ["resolved"]),
        (CallListField.ChannelMap, ["channel_map"]),
    ];

    private readonly Dictionary<CallListField, int> positions = [];

    /// <param name="header">The header as the file spells it.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InputException">A name stands twice, or no column names the recording (<see cref="InputFault.Metadata"/>).</exception>
    public CallListColumns(IReadOnlyList<string> header, string path)
    {
        Header = header;
        var found = new Dictionary<string, int>();
        for (var column = 0; column < header.Count; column++)
        {
            if (header[column].Length > 0 && !found.TryAdd(Normalise(header[column]), column))
                throw new InputException(InputFault.Metadata, $"The call list '{path}' has the column '{ShownValue.Of(header[column])}' twice; remove one of them.");
        }

        foreach (var (field, names) in Names)
        {
            var name = Array.Find(names, name => found.ContainsKey(Normalise(name)));
            if (name is not null)
                positions[field] = found[Normalise(name)];
        }

        if (!positions.ContainsKey(CallListField.RecordingFile))
            throw new InputException(InputFault.Metadata, $"The call list '{path}' has no column 'recording_file' in its first line; add it with the recordings' paths relative to the list.");
    }

    /// <summary>The header as the file spells it.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The file's name of a field's column.</summary>
    public string NameOf(CallListField field) => Header[positions[field]];

    /// <summary>A field's value without surrounding blanks, or null when its column is missing or the value empty.</summary>
    public string? Value(IReadOnlyList<string> row, CallListField field)
    {
        var value = positions.TryGetValue(field, out var column) ? row[column].Trim() : "";
        return value.Length == 0 ? null : value;
    }

    private static string Normalise(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
