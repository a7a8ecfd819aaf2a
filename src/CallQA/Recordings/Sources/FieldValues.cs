using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace CallQA.Recordings.Sources;

/// <summary>Turns the texts of fields into metadata, wherever they stand: in a list's row, a sidecar or a name.</summary>
/// <param name="formats">How the values are written.</param>
/// <param name="value">A field's text, or null where there is none.</param>
/// <param name="report">Takes what means nothing: the field, its text, and what is wrong with it.</param>
internal sealed partial class FieldValues(ValueFormats formats, Func<CallListField, string?> value, Action<CallListField, string, string> report)
{
    private delegate bool Parse<T>(string text, out T value);

    /// <summary>Whether the dates of this source can be read either way round.</summary>
    public bool AmbiguousDates { get; init; }

    public CallMetadata Read() => new()
    {
        CallId = value(CallListField.CallId) is { } id ? CallId.FromText(id) : null,
        StartTime = StartTime(),
        StatedDuration = Optional<TimeSpan>(CallListField.Duration, Duration, $"is no length of time; write {Lengths("184.5", "184500")}"),
        Direction = Text<string>(CallListField.Direction, CallListValues.TryDirection, "is no direction; write inbound or outbound"),
        AgentId = value(CallListField.AgentId) ?? AsteriskAgent(),
        AgentName = value(CallListField.AgentName) ?? JoinedName(CallListField.AgentFirstName, CallListField.AgentLastName),
        Team = value(CallListField.Team),
        Queue = value(CallListField.Queue),
        Reason = value(CallListField.Reason),
        Campaign = value(CallListField.Campaign),
        CustomerPhone = CustomerNumber() is { } phone ? PhoneNumber.Of(phone, formats.Region) : null,
        CustomerName = CustomerNames.Of(CustomerName()),
        Disposition = value(CallListField.Disposition),
        Language = Text<string>(CallListField.Language, LanguageCode.TryParse, "is no known language; write its ISO 639-1 code such as en or de"),
        HoldTime = Optional<TimeSpan>(CallListField.Hold, Duration, $"is no length of time; write {Lengths("12.5", "12500")}"),
        CustomerSatisfaction = Optional<double>(CallListField.Satisfaction, Satisfaction, "is no rating; write a number from 1 to 5"),
        Resolved = Optional<bool>(CallListField.Resolved, CallListValues.TryYesNo, "is neither yes nor no; write one of them"),
        ChannelMap = Text<IReadOnlyList<Transcription.Speaker>>(
            CallListField.ChannelMap, CallListValues.TryChannelMap, "is no channel map; write agent, customer or unknown for each channel such as \"agent,customer\""),
    };

    private bool Duration(string text, out TimeSpan duration) => CallListValues.TryDuration(text, formats, out duration);

    private string Lengths(string seconds, string milliseconds) => formats.Milliseconds ? $"milliseconds such as {milliseconds}" : $"seconds such as {seconds}";

    private bool Satisfaction(string text, out double rating) => CallListValues.TrySatisfaction(text, formats.Decimal, out rating);

    private DateTimeOffset? StartTime()
    {
        if (value(CallListField.StartTime) is not { } text)
            return null;
        if (CallListValues.TryTime(text, formats, out var time))
            return time;
        var what = AmbiguousDates
            ? "can have day and month either way round, like all before it; write the order into the source's profile such as 'dates: [dd/MM/yyyy HH:mm]'"
            : CallListValues.IsTimeWithoutZone(text, formats, out _)
                ? "has no time zone; write ISO 8601 with the zone such as 2026-03-31T14:05:00+02:00"
                : "is no date and time; write ISO 8601 with the zone such as 2026-03-31T14:05:00+02:00";
        report(CallListField.StartTime, text, what);
        return null;
    }

    /// <summary>
    /// The customer's number; where only caller and called are told, the called one of an outbound call. Asterisk's CDR tell no
    /// direction: an extension that called a whole number is the agent's.
    /// </summary>
    private string? CustomerNumber()
    {
        if (value(CallListField.CustomerPhone) is { } stated)
            return stated;
        var (caller, called) = (value(CallListField.Caller), value(CallListField.Called));
        return IsOutbound(caller, called) && called is not null ? called : caller;
    }

    private bool IsOutbound(string? caller, string? called) => Direction() == "outbound" || (Direction() is null && !IsWholeNumber(caller) && IsWholeNumber(called));

    // Asterisk's CDR name no agents, but the extension that calls out, or the channel that took the call: PJSIP/1001-0000a1b2, Local/1001@from-queue-….
    private string? AsteriskAgent()
    {
        var (caller, called, channel) = (value(CallListField.Caller), value(CallListField.Called), value(CallListField.CalledChannel));
        if (value(CallListField.CallerExtension) is null && channel is null)
            return null;
        if (IsOutbound(caller, called))
            return new[] { value(CallListField.CallerExtension), caller }.FirstOrDefault(text => text is not null && Extension().IsMatch(text));
        return channel is not null && ExtensionOfChannel().Match(channel) is { Success: true } match ? match.Groups[1].Value : null;
    }

    // Whoever calls out is the agent, and between two extensions both may be.
    private string? CustomerName()
    {
        if ((value(CallListField.CustomerName) ?? JoinedName(CallListField.CustomerFirstName, CallListField.CustomerLastName)) is { } stated)
            return stated;
        var isInbound = Direction() == "inbound" || (Direction() is null && IsWholeNumber(value(CallListField.Caller)));
        return isInbound ? value(CallListField.CallerName) : null;
    }

    private string? Direction() => value(CallListField.Direction) is { } text && CallListValues.TryDirection(text, out var known) ? known : null;

    private static bool IsWholeNumber(string? text) => text is not null && text.Count(char.IsAsciiDigit) is >= 7 and <= 15 && !text.Any(char.IsLetter);

    private string? JoinedName(CallListField first, CallListField last)
    {
        var parts = new[] { value(first), value(last) };
        var name = string.Join(' ', parts.Where(part => part is not null));
        return name.Length == 0 ? null : name;
    }

    [GeneratedRegex(@"^\d{2,6}$")]
    private static partial Regex Extension();

    [GeneratedRegex(@"^(?:PJSIP|SIP|IAX2|SCCP|Local|Agent)/(\d{2,6})[-@]")]
    private static partial Regex ExtensionOfChannel();

    private T? Optional<T>(CallListField field, Parse<T> parse, string what)
        where T : struct => TryValue(field, parse, what, out var found) ? found : null;

    private T? Text<T>(CallListField field, Parse<T> parse, string what)
        where T : class => TryValue(field, parse, what, out var found) ? found : null;

    private bool TryValue<T>(CallListField field, Parse<T> parse, string what, [MaybeNullWhen(false)] out T found)
    {
        found = default;
        if (value(field) is not { } text)
            return false;
        if (parse(text, out found))
            return true;
        report(field, text, what);
        return false;
    }
}
