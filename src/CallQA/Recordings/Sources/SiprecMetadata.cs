using System.Globalization;
using System.Xml.Linq;
using CallQA.Recordings.Parties;
using CallQA.Transcription;

namespace CallQA.Recordings.Sources;

/// <summary>One recorded stream of a SIPREC session.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Label">The label of its media in the session description, by which files are often called; null where there is none.</param>
/// <param name="Participant">Who sends it, or null.</param>
/// <param name="Start">When it begins, or null.</param>
internal sealed record SiprecStream(string Id, string? Label, SiprecParticipant? Participant, DateTimeOffset? Start);

/// <summary>Somebody in a SIPREC session.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Address">Address of record such as <c>sip:bob@example.com</c>, or null.</param>
/// <param name="Name">Name, or null.</param>
internal sealed record SiprecParticipant(string Id, string? Address, string? Name)
{
    /// <summary>The address without scheme, host and parameters.</summary>
    public string? User => Address?[(Address.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('@', ';', '?')[0];
}

/// <summary>
/// What a SIPREC recorder knows about a session: the metadata of RFC 7865, which it writes as XML. Who is agent and who is customer it does not
/// say: the source's rules do, else whoever has a telephone number, and nobody else, is the customer.
/// </summary>
internal sealed class SiprecMetadata
{
    /// <summary>The namespace of the format.</summary>
    public const string Namespace = "urn:ietf:params:xml:ns:recording:1";

    private const int ShortestNumber = 7;

    private readonly PartyRules _rules;

    private SiprecMetadata(PartyRules rules) => _rules = rules;

    /// <summary>Identifier of the session, or null.</summary>
    public string? Session { get; private init; }

    /// <summary>When the session began, or null.</summary>
    public DateTimeOffset? Start { get; private init; }

    /// <summary>Everybody in it.</summary>
    public IReadOnlyList<SiprecParticipant> Participants { get; private init; } = [];

    /// <summary>The streams, in the document's order.</summary>
    public IReadOnlyList<SiprecStream> Streams { get; private init; } = [];

    /// <summary>Reads a document.</summary>
    /// <param name="root">Its root.</param>
    /// <param name="rules">How the source calls the parties.</param>
    /// <returns>Null when it is of another kind.</returns>
    public static SiprecMetadata? Of(XElement? root, PartyRules rules)
    {
        if (root?.Name != XName.Get("recording", Namespace))
            return null;
        var participants = Below(root, "participant").Select(ReadParticipant).ToList();
        var starts = Below(root, "participantsessionassoc").Concat(Below(root, "sessionrecordingassoc")).Select(entry => Time(entry, "associate-time"));
        var session = Below(root, "session").FirstOrDefault();
        return new SiprecMetadata(rules)
        {
            Session = session is null ? null : Text(session, "sipSessionID")?.Split(';')[0] ?? Id(session, "session"),
            Start = (session is null ? null : Time(session, "start-time")) ?? starts.Min(),
            Participants = participants,
            Streams = [.. Below(root, "stream").Select(stream => ReadStream(root, stream, participants))],
        };
    }

    /// <summary>What it tells about the call.</summary>
    /// <param name="formats">How the source writes telephone numbers.</param>
    public CallMetadata Describe(ValueFormats formats)
    {
        var agent = Participants.FirstOrDefault(entry => SpeakerOf(entry) == Speaker.Agent);
        var customer = Participants.FirstOrDefault(entry => SpeakerOf(entry) == Speaker.Customer);
        return new CallMetadata
        {
            CallId = Session is { Length: > 0 } session ? CallId.FromText(session) : null,
            StartTime = Start,
            AgentId = agent?.User,
            AgentName = agent?.Name,
            CustomerPhone = customer?.User is { } number ? PhoneNumber.Of(number, formats.Region) : null,
            CustomerName = CustomerNames.Of(customer?.Name),
        };
    }

    /// <summary>Who a stream, called by its label or identifier, or by its sender's, is; unknown where nothing says so.</summary>
    public Speaker SpeakerOf(string party) =>
        StreamOf(party) is not { } stream ? Speaker.Unknown
        : _rules.SpeakerOf(stream.Label) is var labelled and not Speaker.Unknown ? labelled
        : stream.Participant is { } sender ? SpeakerOf(sender) : Speaker.Unknown;

    /// <summary>When a stream begins, or null.</summary>
    public DateTimeOffset? StartOf(string party) => StreamOf(party)?.Start;

    private SiprecStream? StreamOf(string party) =>
        Streams.FirstOrDefault(stream => new[] { stream.Label, stream.Id, stream.Participant?.Id, stream.Participant?.User }.Contains(party, StringComparer.OrdinalIgnoreCase));

    private Speaker SpeakerOf(SiprecParticipant participant)
    {
        var named = NamedSpeakerOf(participant);
        if (named != Speaker.Unknown || Participants.Count != 2)
            return named;
        var other = Participants[0] == participant ? Participants[1] : Participants[0];
        return NamedSpeakerOf(other) switch
        {
            Speaker.Agent => Speaker.Customer,
            Speaker.Customer => Speaker.Agent,
            _ when IsNumber(participant.User) == IsNumber(other.User) => Speaker.Unknown,
            _ => IsNumber(participant.User) ? Speaker.Customer : Speaker.Agent,
        };
    }

    private Speaker NamedSpeakerOf(SiprecParticipant participant)
    {
        var host = participant.Address?.Split('@').ElementAtOrDefault(1)?.Split(';', ':', '?')[0];
        return new[] { participant.Address, participant.User, host, participant.Name, participant.Id }.Select(_rules.SpeakerOf).FirstOrDefault(speaker => speaker != Speaker.Unknown, Speaker.Unknown);
    }

    private static bool IsNumber(string? user) => user?.TrimStart('+') is { Length: >= ShortestNumber } digits && digits.All(char.IsAsciiDigit);

    private static SiprecParticipant ReadParticipant(XElement entry)
    {
        var name = Below(entry, "nameID").FirstOrDefault();
        return new SiprecParticipant(
            Id(entry, "participant") ?? "", name is null ? null : Filled(name.Attribute("aor")?.Value), name is null ? null : Text(name, "name"));
    }

    private static SiprecStream ReadStream(XElement root, XElement stream, List<SiprecParticipant> participants)
    {
        var id = Id(stream, "stream") ?? "";
        var sending = Below(root, "participantstreamassoc").Concat(Below(root, "participant"))
            .FirstOrDefault(entry => Below(entry, "send").Any(sent => sent.Value.Trim() == id));
        var sender = sending is null ? null : Id(sending, "participant");
        return new SiprecStream(id, Text(stream, "label"), participants.Find(entry => entry.Id == sender), (sending is null ? null : Time(sending, "associate-time")) ?? Time(stream, "associate-time"));
    }

    private static string? Id(XElement entry, string what) => Filled(entry.Attribute(what + "_id")?.Value) ?? Filled(entry.Attribute("id")?.Value);

    private static IEnumerable<XElement> Below(XElement element, string name) => element.Elements(XName.Get(name, Namespace));

    private static string? Text(XElement element, string name) => Filled(Below(element, name).FirstOrDefault()?.Value);

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateTimeOffset? Time(XElement element, string name) =>
        DateTimeOffset.TryParse(Text(element, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year >= 1990 ? time : null;
}
