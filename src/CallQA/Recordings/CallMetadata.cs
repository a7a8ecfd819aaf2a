using System.Text.Json.Serialization;
using CallQA.Transcription;

namespace CallQA.Recordings;

/// <summary>What the telephone system knows about a call. Everything is optional: a bare recording is a call too.</summary>
public sealed record CallMetadata
{
    /// <summary>Nothing known.</summary>
    public static CallMetadata None { get; } = new();

    /// <summary>The telephone system's own identifier of the call.</summary>
    public string? CallId { get; init; }

    /// <summary>When the call began, with its offset from UTC.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Identifier of the agent, stable over calls.</summary>
    public string? AgentId { get; init; }

    /// <summary>The agent's name as shown in reports.</summary>
    public string? AgentName { get; init; }

    /// <summary>The agent's team.</summary>
    public string? Team { get; init; }

    /// <summary>The queue the call came in on.</summary>
    public string? Queue { get; init; }

    /// <summary>What the customer called about, as the telephone or customer system sorts it.</summary>
    public string? Reason { get; init; }

    /// <summary>The campaign or client the call belongs to.</summary>
    public string? Campaign { get; init; }

    /// <summary><c>inbound</c> or <c>outbound</c>.</summary>
    public string? Direction { get; init; }

    /// <summary>The customer's telephone number. Personal data: stored, never logged.</summary>
    public string? CustomerPhone { get; init; }

    /// <summary>
    /// The customer's name, by which it is taken out of what is said. Personal data that nobody is shown: stored apart, and never written with the rest.
    /// </summary>
    [JsonIgnore]
    public string? CustomerName { get; init; }

    /// <summary>The agent's wrap-up code.</summary>
    public string? Disposition { get; init; }

    /// <summary>Language of the call, ISO 639-1 (<c>en</c>, <c>de</c>).</summary>
    public string? Language { get; init; }

    /// <summary>Length of the call as the telephone system counted it; the recording's own length may differ.</summary>
    public TimeSpan? StatedDuration { get; init; }

    /// <summary>Time the customer was on hold as the telephone system counted it.</summary>
    public TimeSpan? HoldTime { get; init; }

    /// <summary>The customer's own rating of the call, 1 (worst) to 5 (best).</summary>
    public double? CustomerSatisfaction { get; init; }

    /// <summary>Whether the matter was settled, as the customer or a follow-up system recorded it.</summary>
    public bool? Resolved { get; init; }

    /// <summary>Who is on which channel, first channel first; null where the source's setting applies.</summary>
    public IReadOnlyList<Speaker>? ChannelMap { get; init; }

    /// <summary>Identifier of the profile of the source that the recording came from; null where it came from none. No list tells it.</summary>
    public string? Source { get; init; }

    /// <summary>What is known, completed by what was missing.</summary>
    /// <param name="more">What else is known.</param>
    public CallMetadata CompletedBy(CallMetadata more) => this with
    {
        CallId = CallId ?? more.CallId,
        StartTime = StartTime ?? more.StartTime,
        AgentId = AgentId ?? more.AgentId,
        AgentName = AgentName ?? more.AgentName,
        Team = Team ?? more.Team,
        Queue = Queue ?? more.Queue,
        Reason = Reason ?? more.Reason,
        Campaign = Campaign ?? more.Campaign,
        Direction = Direction ?? more.Direction,
        CustomerPhone = CustomerPhone ?? more.CustomerPhone,
        CustomerName = CustomerName ?? more.CustomerName,
        Disposition = Disposition ?? more.Disposition,
        Language = Language ?? more.Language,
        StatedDuration = StatedDuration ?? more.StatedDuration,
        HoldTime = HoldTime ?? more.HoldTime,
        CustomerSatisfaction = CustomerSatisfaction ?? more.CustomerSatisfaction,
        Resolved = Resolved ?? more.Resolved,
        ChannelMap = ChannelMap ?? more.ChannelMap,
        Source = Source ?? more.Source,
    };
}
