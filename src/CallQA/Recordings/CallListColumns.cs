namespace CallQA.Recordings;

/// <summary>The fields of a call list.</summary>
internal enum CallListField
{
    CallId,
    RecordingFile,
    RecordingId,
    StartTime,
    Duration,
    Direction,
    AgentId,
    AgentName,
    AgentFirstName,
    AgentLastName,
    Team,
    Queue,
    Reason,
    Campaign,
    CustomerPhone,
    CustomerName,
    CustomerFirstName,
    CustomerLastName,
    Caller,
    Called,
    CallerName,
    CallerExtension,
    CalledChannel,
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
        (CallListField.CallId, ["call_id", "Global Interaction ID", "RecordingId", "CallSid", "uniqueid", "contact_id", "conversation_id", "linkedid", "interaction_id", "vicidial_id"]),
        (CallListField.RecordingFile, ["recording_file", "recordingfile", "recording_filename", "filename", "file", "audio_file", "recording", "media_file"]),
        (CallListField.RecordingId, ["RecordingSid", "recording_id"]),
        (CallListField.StartTime, ["start_time", "RecordingStartTime", "calldate", "start", "call_date", "initiation_timestamp", "conversation_start", "date_created", "setup_time"]),
        (CallListField.Duration, ["duration_s", "Talk Time", "RecordingDuration", "billsec", "duration", "length_in_sec", "talk_sec", "conversation_duration", "contact_duration"]),
        (CallListField.Direction, ["direction", "call_direction"]),
        (CallListField.AgentId, ["agent_id", "Agent loginId", "agent", "user", "agent_username", "extension"]),
        (CallListField.AgentName, ["agent_name", "full_name", "agent_full_name", "users_interacted"]),
        (CallListField.AgentFirstName, ["Agent First Name"]),
        (CallListField.AgentLastName, ["Agent Last Name"]),
        (CallListField.Team, ["team", "user_group", "agent_hierarchy"]),
        (CallListField.Queue, ["queue", "Service", "queue_name", "skill", "in_group"]),
        (CallListField.Reason, ["reason", "call_reason", "contact_reason", "reason_for_contact", "contact_driver"]),
        (CallListField.Campaign, ["campaign", "campaign_id", "campaign_name"]),
        (CallListField.CustomerPhone, ["customer_phone", "phone", "customer_phone_number", "customer_endpoint_address", "phone_number_dialed", "phone_number"]),
        (CallListField.CustomerName, ["customer_name", "customer_full_name"]),
        (CallListField.CustomerFirstName, ["first_name", "customer_first_name"]),
        (CallListField.CustomerLastName, ["last_name", "customer_last_name"]),
        (CallListField.Caller, ["from", "src", "caller_number", "calling_number", "ani"]),
        (CallListField.Called, ["to", "dst", "called_number", "dnis"]),
        (CallListField.CallerName, ["cnam", "caller_id_name", "caller_name"]),
        (CallListField.CallerExtension, ["cnum"]),
        (CallListField.CalledChannel, ["dstchannel"]),
        (CallListField.Disposition, ["disposition", "status_name", "wrap_up_code", "wrap_up"]),
        (CallListField.Language, ["language", "language_code"]),
        (CallListField.Hold, ["hold_s", "hold time", "customer_hold_duration", "total_hold"]),
        (CallListField.Satisfaction, ["csat", "customerSatisfactionRating"]),
        (CallListField.Resolved, ["resolved"]),
        (CallListField.ChannelMap, ["channel_map"]),
    ];

    private static readonly Dictionary<string, CallListField> Known = Names
        .SelectMany(field => field.Names.Select(name => (Name: Normalise(name), field.Field)))
        .DistinctBy(name => name.Name)
        .ToDictionary(name => name.Name, name => name.Field);

    private readonly Dictionary<CallListField, int> positions = [];

    /// <param name="header">The header as the file spells it.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="renamed">Our names by the source's own, which count before all others.</param>
    /// <exception cref="InputException">A name stands twice, or no column tells which recording is meant (<see cref="InputFault.Metadata"/>).</exception>
    public CallListColumns(IReadOnlyList<string> header, string path, IReadOnlyDictionary<string, string> renamed)
    {
        Header = header;
        var found = new Dictionary<string, int>();
        for (var column = 0; column < header.Count; column++)
        {
            if (header[column].Length > 0 && !found.TryAdd(Normalise(header[column]), column))
                throw new InputException(InputFault.Metadata, $"The call list '{path}' has the column '{ShownValue.Of(header[column])}' twice; remove one of them.");
        }

        foreach (var (theirs, ours) in renamed)
        {
            if (found.Remove(Normalise(theirs), out var column))
                positions.TryAdd(OurField(ours)!.Value, column);
        }

        foreach (var (field, names) in Names)
        {
            var name = Array.Find(names, name => found.ContainsKey(Normalise(name)));
            if (name is not null)
                positions.TryAdd(field, found[Normalise(name)]);
        }

        if (!NamesFiles && !Has(CallListField.RecordingId) && !Has(CallListField.CallId))
        {
            throw new InputException(
                InputFault.Metadata,
                $"The call list '{path}' has no column 'recording_file' in its first line, and none with an identifier such as 'call_id' or 'RecordingSid'; add the recordings' paths relative to the list, or the identifier that the recordings' names tell.");
        }
    }

    /// <summary>The header as the file spells it.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Whether the rows name files; else they tell identifiers of calls or recordings only.</summary>
    public bool NamesFiles => Has(CallListField.RecordingFile);

    /// <summary>Our names of the fields, in the documented order.</summary>
    public static IEnumerable<string> OurNames => Names.Where(entry => !IsPart(entry.Field)).Select(entry => entry.Names[0]);

    /// <summary>The field that we give this very name, or null.</summary>
    public static CallListField? OurField(string name) => Array.Find(Names, field => field.Names[0] == name && !IsPart(field.Field)) is { Names: not null } field ? field.Field : null;

    /// <summary>The field that we or another system's exports give this name, or null.</summary>
    public static CallListField? AnyField(string name) => Known.TryGetValue(Normalise(name), out var field) ? field : null;

    /// <summary>The fields that this file has, with the file's names of their columns.</summary>
    public IEnumerable<(CallListField Field, string Name)> Found => positions.Select(position => (position.Key, Header[position.Value]));

    /// <summary>Whether the file has a column for a field.</summary>
    public bool Has(CallListField field) => positions.ContainsKey(field);

    /// <summary>The file's name of a field's column.</summary>
    public string NameOf(CallListField field) => Header[positions[field]];

    /// <summary>A field's value without surrounding blanks, or null when its column is missing or the value empty.</summary>
    public string? Value(IReadOnlyList<string> row, CallListField field)
    {
        var value = positions.TryGetValue(field, out var column) ? row[column].Trim() : "";
        return value.Length == 0 ? null : value;
    }

    /// <summary>Whether a field is no column of ours, but something that one of ours is made of.</summary>
    private static bool IsPart(CallListField field) => field
        is CallListField.RecordingId or CallListField.AgentFirstName or CallListField.AgentLastName or CallListField.CustomerFirstName or CallListField.CustomerLastName
        or CallListField.Caller or CallListField.Called or CallListField.CallerName or CallListField.CallerExtension or CallListField.CalledChannel;

    private static string Normalise(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
